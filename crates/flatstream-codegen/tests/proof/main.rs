//! What is generated, against flatbuffers' own verifier and flatc's own code.

mod damage;
mod limits;
mod memo;
