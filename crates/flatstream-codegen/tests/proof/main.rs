//! What is generated, against flatbuffers' own verifier and flatc's own code.

mod agreement;
mod damage;
mod memo;
mod messages;
