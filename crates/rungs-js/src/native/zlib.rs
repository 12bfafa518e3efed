use std::io::Read;

use flate2::{
    Compression,
    read::{DeflateDecoder, DeflateEncoder, GzEncoder, MultiGzDecoder, ZlibDecoder, ZlibEncoder},
};
use rquickjs::{ArrayBuffer, Ctx, Object, TypedArray};

use super::{add, throw};

/// `compress(format, bytes, level)` and `decompress(format, bytes)`; formats are `gzip`, `zlib`, `raw`.
pub(super) fn install<'js>(native: &Object<'js>) -> rquickjs::Result<()> {
    add(native, "compress", |ctx: Ctx<'js>, format: String, bytes: TypedArray<'js, u8>, level: u32| {
        let bytes = bytes.as_bytes().unwrap_or_default();
        let level = Compression::new(level.min(9));
        let result = match format.as_str() {
            "gzip" => all(GzEncoder::new(bytes, level)),
            "zlib" => all(ZlibEncoder::new(bytes, level)),
            _ => all(DeflateEncoder::new(bytes, level)),
        };
        buffer(ctx, result)
    })?;
    add(native, "decompress", |ctx: Ctx<'js>, format: String, bytes: TypedArray<'js, u8>| {
        let bytes = bytes.as_bytes().unwrap_or_default();
        let result = match format.as_str() {
            "gzip" => all(MultiGzDecoder::new(bytes)),
            "zlib" => all(ZlibDecoder::new(bytes)),
            _ => all(DeflateDecoder::new(bytes)),
        };
        buffer(ctx, result)
    })
}

fn all(mut reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn buffer(ctx: Ctx<'_>, result: std::io::Result<Vec<u8>>) -> rquickjs::Result<ArrayBuffer<'_>> {
    match result {
        Ok(bytes) => ArrayBuffer::new(ctx, bytes),
        Err(error) => Err(throw(&ctx, &error.to_string(), "Z_DATA_ERROR", &[])),
    }
}
