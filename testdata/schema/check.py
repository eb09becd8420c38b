"""Reads the messages of a directory with PyPI's `flatbuffers`, by vtable slots alone,
and compares them with the JSON beside them. Knows the schema
crates/flatstream-codegen/tests/schema/features.fbs by the tables below."""

import json
import math
import pathlib
import struct
import sys

from flatbuffers import encode, number_types as numbers, table

NUMBERS = {
    "bool": numbers.BoolFlags, "i8": numbers.Int8Flags, "u8": numbers.Uint8Flags,
    "i16": numbers.Int16Flags, "u16": numbers.Uint16Flags, "i32": numbers.Int32Flags,
    "u32": numbers.Uint32Flags, "i64": numbers.Int64Flags, "u64": numbers.Uint64Flags,
    "f32": numbers.Float32Flags, "f64": numbers.Float64Flags,
}

# Fields, and the alignment where the schema forces one. Arrays end in their length.
STRUCTS = {
    "Point": ("x:i32 y:i32", 0),
    "Segment": ("from:Point tag:u8 to:Point weight:u16", 0),
    "Aligned": ("a:u8 b:f64", 16),
    "Scalars": ("a_bool:bool a_byte:i8 a_ubyte:u8 a_short:i16 a_ushort:u16 an_int:i32 a_uint:u32 a_long:i64"
                " a_ulong:u64 a_float:f32 a_double:f64 a_huge:u64 some_colours:u8", 0),
    "Arrays": ("ints:i32*3 bools:bool*2 bytes:u8*40 doubles:f64*2 units:u8*2 points:Point*2", 0),
    "DeepArrays": ("tag:i8 arrays:Arrays*2", 0),
    "Pair": ("id:u32 value:u32", 0),
    "Quantity": ("value:f64 unit:u8", 0),
}

# Fields in the order of their slots. `=` is a default, 0 where there is none; `?` is
# an optional number; `-` is nobody's any more; a union takes two slots.
TABLES = {
    "Leaf": "name:str size:i32=-7",
    "Part": "name:str quantity:Quantity unit:u8=1",
    "Numbers": "a_bool:bool a_byte:i8 a_ubyte:u8 a_short:i16 a_ushort:u16 an_int:i32 a_uint:u32 a_long:i64"
               " a_ulong:u64 a_float:f32 a_double:f64",
    "Defaults": "a_bool:bool=1 a_byte:i8=-5 a_ubyte:u8=250 a_short:i16=-30000 a_ushort:u16=60000"
                " an_int:i32=-2000000000 a_uint:u32=4000000000 a_long:i64=-9000000000000000000"
                " a_ulong:u64=9000000000000000001 a_float:f32=1.5 a_double:f64=-2.25e10 a_tiny:i8=-1 a_gap:u8=7"
                " a_huge:u64 some_colours:u8=4 not_a_number:f64=nan infinite:f32=inf minus_infinite:f64=-inf"
                " pi:f64=3.14159",
    "Optional": "a_bool:bool? a_byte:i8? a_ubyte:u8? a_short:i16? a_ushort:u16? an_int:i32? a_uint:u32? a_long:i64?"
                " a_ulong:u64? a_float:f32? a_double:f64? a_tiny:i8? a_gap:u8? some_colours:u8?",
    "Enums": "tiny:i8 gap:u8=1 short:i16 ushort:u16 wide:i32 uwide:u32 signed64:i64 huge:u64 colours:u8 bits:u64 unit:u8",
    "Structs": "point:Point segment:Segment aligned:Aligned scalars:Scalars arrays:Arrays deep:DeepArrays"
               " quantity:Quantity small:u8",
    "Entry": "name:str count:u64",
    "Numbered": "id:u16 text:str",
    "Strings": "text:str shared_a:str shared_b:str many:[str]",
    "Vectors": "bools:[bool] bytes:[i8] ubytes:[u8] shorts:[i16] ushorts:[u16] ints:[i32] uints:[u32] longs:[i64]"
               " ulongs:[u64] floats:[f32] doubles:[f64] tinies:[i8] huges:[u64] colours:[u8] strings:[str]"
               " points:[Point] segments:[Segment] aligned:[Aligned] arrays:[Arrays] leaves:[Leaf] entries:[Entry]"
               " numbered:[Numbered] pairs:[Pair] padded:[u8]",
    "Required": "text:str numbers:[u32] texts:[str] leaf:Leaf leaves:[Leaf] point:Point choice:Any",
    "Node": "label:str weight:f64 next:Node children:[Node] any:Any",
    "Unions": "one:Any two:Any gaps:Gaps",
    "Ids": "text:str choice:Any middle:u8=3 last:i32",
    "Deprecated": "kept:i32 - - - - last:str",
    "Bytes": "leaf:[u8] structs:[u8] bytes:[u8] flex:[u8] hash:u32",
    "Empty": "",
    "Holder": "only:Point",
    "Many": " ".join(f"n{at:02}:{('u8', 'f64', 'str', 'u16', 'u32')[at % 5]}" for at in range(70)),
    "Features": "numbers:Numbers defaults:Defaults optional:Optional enums:Enums structs:Structs strings:Strings"
                " vectors:Vectors required:Required tree:Node unions:Unions ids:Ids deprecated:Deprecated bytes:Bytes"
                " empty:Empty holder:Holder many:[Many] number:i32",
}

UNIONS = {
    "Any": {1: ("Leaf", "Leaf"), 2: ("Again", "Leaf"), 3: ("Node", "Node"), 4: ("Numbers", "Numbers"),
            5: ("Other", "Part")},
    "Gaps": {10: ("Ten", "Leaf"), 255: ("Last", "Entry")},
}


def align(kind):
    """Alignment of a number, struct or array."""
    kind = kind.split("*")[0]
    if kind in NUMBERS:
        return NUMBERS[kind].bytewidth
    fields, forced = STRUCTS[kind]
    return max([forced] + [align(field.split(":")[1]) for field in fields.split()])


def size(kind):
    """Bytes of a number, struct or array."""
    kind, _, count = kind.partition("*")
    if count:
        return size(kind) * int(count)
    if kind in NUMBERS:
        return NUMBERS[kind].bytewidth
    end = 0
    for field in STRUCTS[kind][0].split():
        field = field.split(":")[1]
        end = -(-end // align(field)) * align(field) + size(field)
    return -(-end // align(kind)) * align(kind)


def fixed(buf, at, kind):
    """The number, struct or array at byte `at`."""
    kind, _, count = kind.partition("*")
    if count:
        return [fixed(buf, at + index * size(kind), kind) for index in range(int(count))]
    if kind in NUMBERS:
        return number(encode.Get(NUMBERS[kind].packer_type, buf, at))
    read, end = {}, 0
    for field in STRUCTS[kind][0].split():
        name, field = field.split(":")
        end = -(-end // align(field)) * align(field)
        read[name] = fixed(buf, at + end, field)
        end += size(field)
    return read


def number(value):
    """As JSON has it."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    return value


def vector(view, offset, kind):
    """The vector in the field at `offset`."""
    start, length = view.Vector(offset), view.VectorLen(offset)
    if kind == "str":
        return [view.String(start + 4 * at).decode() for at in range(length)]
    if kind in TABLES:
        return [read(view.Bytes, view.Indirect(start + 4 * at), kind) for at in range(length)]
    return [fixed(view.Bytes, start + at * size(kind), kind) for at in range(length)]


def read(buf, at, name):
    """The table at byte `at`."""
    view, fields, slot = table.Table(buf, at), {}, 0
    for field in TABLES[name].split():
        offset = view.Offset(4 + 2 * slot)
        slot += 1
        if field == "-":
            assert offset == 0, f"a deprecated field of {name} is there"
            continue
        field, kind = field.split(":")
        kind, _, default = kind.partition("=")
        if kind in UNIONS:
            member = view.Get(numbers.Uint8Flags, view.Pos + offset) if offset else 0
            offset = view.Offset(4 + 2 * slot)
            slot += 1
            assert (offset != 0) == (member != 0), f"half of {name}.{field} is there"
            value = None
            if member:
                inner = table.Table(bytearray(), 0)
                view.Union(inner, offset)
                label, kind = UNIONS["Gaps" if member >= 10 else "Any"][member]
                value = {label: read(inner.Bytes, inner.Pos, kind)}
        elif kind.rstrip("?") in NUMBERS and offset == 0:
            value = None if kind.endswith("?") else number(float(default or 0)) if kind[0] == "f" else int(default or 0)
            if kind == "bool":
                value = bool(value)
        elif offset == 0:
            value = None
        elif kind == "str":
            value = view.String(view.Pos + offset).decode()
        elif kind[0] == "[":
            value = vector(view, offset, kind.strip("[]"))
        elif kind in TABLES:
            value = read(buf, view.Indirect(view.Pos + offset), kind)
        else:
            value = fixed(buf, view.Pos + offset, kind.rstrip("?"))
        fields[field] = value
    return fields


def difference(ours, expected, path=""):
    """Where the two differ first, or None. Zeros are the same with any sign."""
    if isinstance(ours, dict) and isinstance(expected, dict) and ours.keys() == expected.keys():
        pairs = [(f"{path}.{key}".strip("."), ours[key], expected[key]) for key in ours]
    elif isinstance(ours, list) and isinstance(expected, list) and len(ours) == len(expected):
        pairs = [(f"{path}[{at}]", *pair) for at, pair in enumerate(zip(ours, expected))]
    else:
        same = type(ours) is type(expected) and ours == expected
        return None if same else f"{path}: {ours!r} was read, {expected!r} expected"
    found = (difference(a, b, inner) for inner, a, b in pairs)
    return next((text for text in found if text), None)


def main(directory):
    checked = 0
    for path in sorted(pathlib.Path(directory).glob("*.bin")):
        message = bytearray(path.read_bytes())
        assert message[4:8] == b"FEAT", f"{path.name} is another's"
        expected = json.loads((path.parent / (path.name.split(".")[0] + ".json")).read_text())
        (root,) = struct.unpack_from("<I", message)
        found = difference(read(message, root, "Features"), expected)
        if found:
            print(f"{path.name}: {found}")
            return 1
        checked += 1
    print(f"{checked} messages are as expected")
    return 0 if checked else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
