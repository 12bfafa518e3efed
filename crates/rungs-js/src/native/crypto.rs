use hmac::{Hmac, Mac};
use md5::Md5;
use rquickjs::{ArrayBuffer, Ctx, Object, TypedArray};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::{add, throw};

/// One row an algorithm: what is done with it, by Node's name.
macro_rules! with_algorithm {
    ($name:expr, $function:ident ( $($argument:expr),* )) => {
        match $name.to_ascii_lowercase().replace('-', "").as_str() {
            "md5" => Some($function::<Md5>($($argument),*)),
            "sha1" => Some($function::<Sha1>($($argument),*)),
            "sha224" => Some($function::<Sha224>($($argument),*)),
            "sha256" => Some($function::<Sha256>($($argument),*)),
            "sha384" => Some($function::<Sha384>($($argument),*)),
            "sha512" => Some($function::<Sha512>($($argument),*)),
            _ => None,
        }
    };
}

/// The names that `crypto.getHashes()` lists.
const HASHES: [&str; 6] = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

pub(super) fn install<'js>(native: &Object<'js>) -> rquickjs::Result<()> {
    add(native, "hashes", || HASHES.to_vec())?;
    add(native, "hash", |ctx: Ctx<'js>, algorithm: String, data: TypedArray<'js, u8>| {
        let data = data.as_bytes().unwrap_or_default();
        let digest = with_algorithm!(algorithm, digest(data)).ok_or_else(|| unknown(&ctx))?;
        ArrayBuffer::new(ctx, digest)
    })?;
    add(
        native,
        "hmac",
        |ctx: Ctx<'js>, algorithm: String, key: TypedArray<'js, u8>, data: TypedArray<'js, u8>| {
            let (key, data) = (key.as_bytes().unwrap_or_default(), data.as_bytes().unwrap_or_default());
            let tag = authenticate(&algorithm, key, data).ok_or_else(|| unknown(&ctx))?;
            ArrayBuffer::new(ctx, tag)
        },
    )?;
    add(native, "randomBytes", |ctx: Ctx<'js>, length: usize| {
        let mut bytes = vec![0; length];
        getrandom::fill(&mut bytes)
            .map_err(|error| throw(&ctx, &format!("no random numbers: {error}"), "ERR_OSSL_RAND", &[]))?;
        ArrayBuffer::new(ctx, bytes)
    })?;
    add(
        native,
        "pbkdf2",
        |ctx: Ctx<'js>,
         password: TypedArray<'js, u8>,
         salt: TypedArray<'js, u8>,
         rounds: u32,
         length: usize,
         algorithm: String| {
            let (password, salt) =
                (password.as_bytes().unwrap_or_default(), salt.as_bytes().unwrap_or_default());
            let mut key = vec![0; length];
            derive(&algorithm, password, salt, rounds, &mut key).ok_or_else(|| unknown(&ctx))?;
            ArrayBuffer::new(ctx, key)
        },
    )?;
    add(
        native,
        "scrypt",
        |ctx: Ctx<'js>,
         password: TypedArray<'js, u8>,
         salt: TypedArray<'js, u8>,
         length: usize,
         log_n: u8,
         r: u32,
         p: u32| {
            let (password, salt) =
                (password.as_bytes().unwrap_or_default(), salt.as_bytes().unwrap_or_default());
            let mut key = vec![0; length];
            let invalid =
                |ctx: &Ctx<'js>| throw(ctx, "Invalid scrypt params", "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", &[]);
            let params = scrypt::Params::new(log_n, r, p, 32).map_err(|_| invalid(&ctx))?;
            scrypt::scrypt(password, salt, &params, &mut key).map_err(|_| invalid(&ctx))?;
            ArrayBuffer::new(ctx, key)
        },
    )
}

fn unknown(ctx: &Ctx<'_>) -> rquickjs::Error {
    throw(ctx, "Digest method not supported", "ERR_CRYPTO_INVALID_DIGEST", &[])
}

fn digest<D: Digest>(data: &[u8]) -> Vec<u8> {
    D::digest(data).to_vec()
}

/// `None` for an algorithm that is not known.
fn authenticate(algorithm: &str, key: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    macro_rules! with {
        ($hash:ty) => {{
            let mut mac = Hmac::<$hash>::new_from_slice(key).ok()?;
            mac.update(data);
            Some(mac.finalize().into_bytes().to_vec())
        }};
    }
    match algorithm.to_ascii_lowercase().replace('-', "").as_str() {
        "md5" => with!(Md5),
        "sha1" => with!(Sha1),
        "sha224" => with!(Sha224),
        "sha256" => with!(Sha256),
        "sha384" => with!(Sha384),
        "sha512" => with!(Sha512),
        _ => None,
    }
}

/// `None` for an algorithm that is not known.
fn derive(algorithm: &str, password: &[u8], salt: &[u8], rounds: u32, key: &mut [u8]) -> Option<()> {
    match algorithm.to_ascii_lowercase().replace('-', "").as_str() {
        "sha1" => pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, rounds, key),
        "sha256" => pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, rounds, key),
        "sha384" => pbkdf2::pbkdf2_hmac::<Sha384>(password, salt, rounds, key),
        "sha512" => pbkdf2::pbkdf2_hmac::<Sha512>(password, salt, rounds, key),
        _ => return None,
    }
    Some(())
}
