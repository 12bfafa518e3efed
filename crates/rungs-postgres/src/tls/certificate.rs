//! What is read from a certificate beyond what rustls does.

use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::{PrintableStringRef, Utf8StringRef};

type Hash = fn(&[u8]) -> Vec<u8>;

/// Signature algorithms by their OID, and the hash that a binding to such a certificate uses: that of its
/// signature, but SHA-256 for MD5 and SHA-1 (RFC 5929, section 4.1).
const HASHES: &[(&str, Hash)] = &[
    ("1.2.840.113549.1.1.4", sha256),  // md5WithRSAEncryption
    ("1.2.840.113549.1.1.5", sha256),  // sha1WithRSAEncryption
    ("1.2.840.113549.1.1.11", sha256), // sha256WithRSAEncryption
    ("1.2.840.113549.1.1.12", sha384), // sha384WithRSAEncryption
    ("1.2.840.113549.1.1.13", sha512), // sha512WithRSAEncryption
    ("1.2.840.10045.4.1", sha256),     // ecdsa-with-SHA1
    ("1.2.840.10045.4.3.2", sha256),   // ecdsa-with-SHA256
    ("1.2.840.10045.4.3.3", sha384),   // ecdsa-with-SHA384
    ("1.2.840.10045.4.3.4", sha512),   // ecdsa-with-SHA512
];
const COMMON_NAME: &str = "2.5.4.3";
const SUBJECT_ALTERNATIVE_NAME: &str = "2.5.29.17";

/// The hash of `certificate` for `tls-server-end-point`; `None` where no hash is defined (Ed25519, RSA-PSS).
pub(super) fn end_point_hash(certificate: &CertificateDer<'_>) -> Option<Vec<u8>> {
    let algorithm = Certificate::from_der(certificate).ok()?.signature_algorithm.oid.to_string();
    let (_, hash) = HASHES.iter().find(|(oid, _)| *oid == algorithm)?;
    Some(hash(certificate))
}

/// Whether `now` lies between the certificate's dates.
pub(super) fn is_current(certificate: &CertificateDer<'_>, now: UnixTime) -> bool {
    Certificate::from_der(certificate).is_ok_and(|certificate| {
        let validity = certificate.tbs_certificate.validity;
        let seconds = now.as_secs();
        validity.not_before.to_unix_duration().as_secs() <= seconds
            && seconds <= validity.not_after.to_unix_duration().as_secs()
    })
}

/// Whether the certificate has no alternative names and its common name is the host's: the old way, which
/// libpq still accepts (PostgreSQL manual, "Client Verification of Server Certificates").
pub(super) fn common_name_fits(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> bool {
    let Ok(certificate) = Certificate::from_der(certificate) else { return false };
    let extensions = certificate.tbs_certificate.extensions.unwrap_or_default();
    if extensions.iter().any(|extension| extension.extn_id.to_string() == SUBJECT_ALTERNATIVE_NAME) {
        return false;
    }
    let attributes = certificate.tbs_certificate.subject.0.iter().flat_map(|rdn| rdn.0.iter());
    attributes.filter(|attribute| attribute.oid.to_string() == COMMON_NAME).any(|attribute| {
        let value = &attribute.value;
        let utf8 = value.decode_as::<Utf8StringRef<'_>>().map(|text| text.as_str().to_owned());
        let name = utf8.or_else(|_| value.decode_as::<PrintableStringRef<'_>>().map(|text| text.to_string()));
        name.is_ok_and(|name| name.eq_ignore_ascii_case(&host.to_str()))
    })
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

fn sha384(bytes: &[u8]) -> Vec<u8> {
    Sha384::digest(bytes).to_vec()
}

fn sha512(bytes: &[u8]) -> Vec<u8> {
    Sha512::digest(bytes).to_vec()
}
