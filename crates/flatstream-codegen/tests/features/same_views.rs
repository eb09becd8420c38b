//! Whether what views read is what a draft has: vectors, unions, and tables that are
//! compared field by field.

use super::{
    compiled::testdata::features::{parts::*, *},
    same::Same,
};
use crate::flatc::testdata::features as flatc;
use flatstream_schema::{Elements, Fixed, TableView, Tables, Texts};

impl<'v, T: Same<T> + Fixed> Same<Elements<'v, T>> for &[T] {
    fn same(&self, read: Elements<'v, T>) {
        assert_eq!(self.len(), read.len());
        assert_eq!(self.is_empty(), read.is_empty());
        for (index, (own, found)) in self.iter().zip(read.iter()).enumerate() {
            own.same(found);
            own.same(read.get(index).unwrap());
        }
        assert!(read.get(self.len()).is_none());
        assert_eq!(read.as_bytes().len(), self.len() * T::SIZE);
    }
}

impl<'v> Same<Texts<'v>> for &[&str] {
    fn same(&self, read: Texts<'v>) {
        assert_eq!((self.len(), self.is_empty()), (read.len(), read.is_empty()));
        assert!(self.iter().copied().eq(read.iter()));
        assert!(self.iter().copied().rev().eq(read.iter().rev()));
        assert_eq!(read.get(self.len()), None);
    }
}

impl<'v, T: Same<V>, V: From<TableView<'v, V>>> Same<Tables<'v, V>> for &[T] {
    fn same(&self, read: Tables<'v, V>) {
        assert_eq!((self.len(), self.is_empty()), (read.len(), read.is_empty()));
        for (own, read) in self.iter().zip(read.iter()) {
            own.same(read);
        }
        assert!(read.get(self.len()).is_none());
    }
}

impl<'r> Same<PartView<'r>> for PartDraft<'_> {
    fn same(&self, read: PartView<'r>) {
        self.name.same(read.name());
        self.quantity.same(read.quantity());
        self.unit.same(read.unit());
    }
}

impl<'r> Same<RequiredView<'r>> for RequiredDraft<'_> {
    fn same(&self, read: RequiredView<'r>) {
        self.text.same(read.text());
        self.numbers.same(read.numbers());
        self.texts.same(read.texts());
        self.leaf.same(read.leaf());
        self.leaves.same(read.leaves());
        self.point.same(read.point());
        self.choice.number().same(read.choice_type());
        self.choice.same(read.choice());
    }
}

impl<'r> Same<NodeView<'r>> for NodeDraft<'_> {
    fn same(&self, read: NodeView<'r>) {
        self.label.same(read.label());
        self.weight.same(read.weight());
        self.next.same(read.next());
        self.children.same(read.children());
        self.any.number().same(read.any_type());
        self.any.same(read.any());
    }
}

impl<'r> Same<UnionsView<'r>> for UnionsDraft<'_> {
    fn same(&self, read: UnionsView<'r>) {
        self.one.number().same(read.one_type());
        self.one.same(read.one());
        self.two.number().same(read.two_type());
        self.two.same(read.two());
        self.gaps.number().same(read.gaps_type());
        self.gaps.same(read.gaps());
    }
}

impl<'r> Same<IdsView<'r>> for IdsDraft<'_> {
    fn same(&self, read: IdsView<'r>) {
        self.text.same(read.text());
        self.choice.number().same(read.choice_type());
        self.choice.same(read.choice());
        self.middle.same(read.middle());
        self.last.same(read.last());
    }
}

impl<'r> Same<BytesView<'r>> for BytesDraft<'_> {
    fn same(&self, read: BytesView<'r>) {
        assert_eq!(self.leaf, read.leaf());
        assert_eq!(self.structs, read.structs());
        assert_eq!(self.bytes, read.bytes());
        self.flex.same(read.flex());
        self.hash.same(read.hash());
        // By what flatc's code reads of the same bytes.
        let leaf = self.leaf.map(|leaf| flatbuffers::root::<flatc::Leaf<'_>>(leaf).unwrap());
        let read_leaf = read.leaf_nested().map(|leaf| (leaf.name(), leaf.size()));
        assert_eq!(leaf.map(|leaf| (leaf.name(), leaf.size())), read_leaf);
        assert_eq!(self.structs.is_some(), read.structs_nested().is_some());
        let bytes = self.bytes.map(|bytes| flatbuffers::root::<flatc::Bytes<'_>>(bytes).unwrap());
        let inner = read.bytes_nested();
        assert_eq!(bytes.map(|bytes| bytes.hash()), inner.map(|bytes| bytes.hash()));
    }
}

impl<'r> Same<AnyView<'r>> for AnyDraft<'_> {
    fn same(&self, read: AnyView<'r>) {
        match (*self, read) {
            (Self::None, AnyView::None) => {}
            (Self::Leaf(own), AnyView::Leaf(read)) => own.same(read),
            (Self::Again(own), AnyView::Again(read)) => own.same(read),
            (Self::Node(own), AnyView::Node(read)) => own.same(read),
            (Self::Numbers(own), AnyView::Numbers(read)) => own.same(read),
            (Self::Other(own), AnyView::Other(read)) => own.same(read),
            (own, read) => panic!("{own:?} {read:?}"),
        }
    }
}

impl<'r> Same<GapsView<'r>> for GapsDraft<'_> {
    fn same(&self, read: GapsView<'r>) {
        match (*self, read) {
            (Self::None, GapsView::None) => {}
            (Self::Ten(own), GapsView::Ten(read)) => own.same(read),
            (Self::Last(own), GapsView::Last(read)) => own.same(read),
            (own, read) => panic!("{own:?} {read:?}"),
        }
    }
}
