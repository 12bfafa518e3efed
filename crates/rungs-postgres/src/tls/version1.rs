//! Certificates of X.509 version 1, which rustls cannot read.
//!
//! `openssl x509 -req` makes them unless told otherwise, and with it the steps in PostgreSQL's manual ("Creating
//! Certificates"): many servers have one. They have no extensions, so all there is to check is who signed them.

use rustls::crypto::WebPkiSupportedAlgorithms;
use rustls_pki_types::{CertificateDer, SubjectPublicKeyInfoDer, UnixTime};
use x509_cert::certificate::Version;
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::pkix::BasicConstraints;
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::{Certificate, TbsCertificate};

use super::certificate::is_current;

/// Whether `certificate` is of version 1.
pub(super) fn is_version_1(certificate: &CertificateDer<'_>) -> bool {
    Certificate::from_der(certificate).is_ok_and(|read| read.tbs_certificate.version == Version::V1)
}

/// Its public key, to check the server's signature in the handshake.
pub(super) fn public_key(certificate: &CertificateDer<'_>) -> Option<SubjectPublicKeyInfoDer<'static>> {
    let read = Certificate::from_der(certificate).ok()?;
    Some(read.tbs_certificate.subject_public_key_info.to_der().ok()?.into())
}

/// Whether one of `authorities` itself signed `certificate`, and both are valid `now`.
pub(super) fn is_signed_by_one_of(
    authorities: &[CertificateDer<'_>],
    certificate: &CertificateDer<'_>,
    algorithms: &WebPkiSupportedAlgorithms,
    now: UnixTime,
) -> bool {
    let Ok(read) = Certificate::from_der(certificate) else { return false };
    is_current(certificate, now)
        && authorities.iter().filter(|authority| is_current(authority, now)).any(|authority| {
            Certificate::from_der(authority)
                .is_ok_and(|authority| signed(&authority.tbs_certificate, &read, algorithms).is_some())
        })
}

/// `None` unless `authority` may sign certificates and signed this one.
fn signed(
    authority: &TbsCertificate,
    read: &Certificate,
    algorithms: &WebPkiSupportedAlgorithms,
) -> Option<()> {
    if authority.subject != read.tbs_certificate.issuer || !may_sign(authority)? {
        return None;
    }
    let message = read.tbs_certificate.to_der().ok()?;
    let key = &authority.subject_public_key_info;
    let (signature_algorithm, key_algorithm) = (parts(&read.signature_algorithm)?, parts(&key.algorithm)?);
    algorithms
        .all
        .iter()
        .filter(|known| known.signature_alg_id().as_ref() == signature_algorithm)
        .filter(|known| known.public_key_alg_id().as_ref() == key_algorithm)
        .find_map(|known| {
            let (key, signature) = (key.subject_public_key.as_bytes()?, read.signature.as_bytes()?);
            known.verify_signature(key, &message, signature).ok()
        })
}

/// Whether it is an authority: it says so, or (version 1) it cannot say.
fn may_sign(authority: &TbsCertificate) -> Option<bool> {
    if authority.version == Version::V1 {
        return Some(true);
    }
    let constraints: Option<(bool, BasicConstraints)> = authority.get().ok()?;
    Some(constraints.is_some_and(|(_, constraints)| constraints.ca))
}

/// An algorithm as rustls writes it: without the header of its sequence, which is two bytes for all of them.
fn parts(algorithm: &AlgorithmIdentifierOwned) -> Option<Vec<u8>> {
    algorithm.to_der().ok()?.get(2..).map(<[u8]>::to_vec)
}
