use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use rquickjs::{Ctx, Object};

use super::{add, throw};

/// bcrypt at native speed; in the engine one hash at 12 rounds would take a quarter of a minute.
pub(super) fn install<'js>(native: &Object<'js>) -> rquickjs::Result<()> {
    add(native, "bcryptHash", |ctx: Ctx<'js>, password: rquickjs::String<'js>, settings: String| {
        let password = super::encoding::text_of(&password);
        hash(password.as_bytes(), &settings)
            .ok_or_else(|| throw(&ctx, &format!("Invalid salt: {settings}"), "ERR_INVALID_ARG_VALUE", &[]))
    })
}

/// The hash of `password` under `$2b$rounds$salt…`, which may be a whole hash. bcrypt reads 72 bytes.
fn hash(password: &[u8], settings: &str) -> Option<String> {
    let mut parts = settings.split('$').skip(1);
    let (version, rounds, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let cost: u32 = rounds.parse().ok()?;
    if !matches!(version, "2a" | "2b" | "2y") || !(4..=31).contains(&cost) {
        return None;
    }
    let text = rest.get(..22)?;
    let salt: [u8; 16] = ALPHABET.decode(text).ok()?.try_into().ok()?;
    let password = &password[..password.len().min(72)];
    // A zero byte ends C's string, and with it what bcrypt reads.
    let password = password.split(|byte| *byte == 0).next().unwrap_or_default();
    let parts = bcrypt::hash_with_salt(password, cost, salt).ok()?;
    let digest = parts.to_string();
    Some(format!("${version}${cost:02}${}", digest.get(7..)?))
}

/// bcrypt's own order of the base64 characters.
const ALPHABET: GeneralPurpose = GeneralPurpose::new(
    &alphabet::BCRYPT,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
