//! Node's text encodings, for `Buffer`, `TextDecoder` and `StringDecoder`.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose},
};
use rquickjs::{ArrayBuffer, Ctx, Object, TypedArray};

use super::{add, throw};

/// Node takes base64 with or without padding, in either alphabet.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

pub(super) fn install<'js>(native: &Object<'js>) -> rquickjs::Result<()> {
    add(native, "encode", |ctx: Ctx<'js>, bytes: TypedArray<'js, u8>, encoding: String| {
        encode(bytes.as_bytes().unwrap_or_default(), &encoding).ok_or_else(|| unknown(&ctx, &encoding))
    })?;
    add(native, "decode", |ctx: Ctx<'js>, text: rquickjs::String<'js>, encoding: String| {
        let bytes = decode(&text_of(&text), &encoding).ok_or_else(|| unknown(&ctx, &encoding))?;
        ArrayBuffer::new(ctx, bytes)
    })?;
    add(native, "isUtf8", |bytes: TypedArray<'js, u8>| {
        std::str::from_utf8(bytes.as_bytes().unwrap_or_default()).is_ok()
    })
}

/// A JavaScript string, lone surrogates replaced as UTF-8 asks.
pub(super) fn text_of(text: &rquickjs::String<'_>) -> String {
    text.to_string()
        .or_else(|_| {
            let repair: rquickjs::Function = text.ctx().eval("(text) => text.toWellFormed()")?;
            repair.call((text.clone(),))
        })
        .unwrap_or_default()
}

fn unknown(ctx: &Ctx<'_>, encoding: &str) -> rquickjs::Error {
    throw(ctx, &format!("Unknown encoding: {encoding}"), "ERR_UNKNOWN_ENCODING", &[])
}

/// Bytes to text, as `buffer.toString(encoding)`.
fn encode(bytes: &[u8], encoding: &str) -> Option<String> {
    Some(match encoding.to_ascii_lowercase().as_str() {
        "utf8" | "utf-8" => String::from_utf8_lossy(bytes).into_owned(),
        "hex" => hex::encode(bytes),
        "base64" => general_purpose::STANDARD.encode(bytes),
        "base64url" => general_purpose::URL_SAFE_NO_PAD.encode(bytes),
        "latin1" | "binary" => bytes.iter().map(|byte| char::from(*byte)).collect(),
        "ascii" => bytes.iter().map(|byte| char::from(byte & 0x7f)).collect(),
        "utf16le" | "utf-16le" | "ucs2" | "ucs-2" => {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => return None,
    })
}

/// Text to bytes, as `Buffer.from(text, encoding)`; what the encoding cannot say is left out.
fn decode(text: &str, encoding: &str) -> Option<Vec<u8>> {
    Some(match encoding.to_ascii_lowercase().as_str() {
        "utf8" | "utf-8" => text.as_bytes().to_vec(),
        "hex" => from_hex(text),
        "base64" | "base64url" => from_base64(text),
        "latin1" | "binary" | "ascii" => text.encode_utf16().map(|unit| unit as u8).collect(),
        "utf16le" | "utf-16le" | "ucs2" | "ucs-2" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => return None,
    })
}

/// Up to the first pair that is not hexadecimal, as Node.
fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<Option<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    digits.chunks_exact(2).map_while(|pair| Some((pair[0]? * 16 + pair[1]?) as u8)).collect()
}

fn from_base64(text: &str) -> Vec<u8> {
    let end = text.find('=').unwrap_or(text.len());
    let clean: String = text[..end]
        .chars()
        .filter_map(|c| match c {
            '-' => Some('+'),
            '_' => Some('/'),
            c if c.is_ascii_alphanumeric() || c == '+' || c == '/' => Some(c),
            _ => None,
        })
        .collect();
    // A single character left over holds less than a byte.
    let whole = if clean.len() % 4 == 1 { &clean[..clean.len() - 1] } else { &clean };
    LENIENT.decode(whole).unwrap_or_default()
}
