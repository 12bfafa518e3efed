//! Whether a server's certificate is good enough, by libpq's rules.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{
    WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature,
    verify_tls13_signature_with_raw_key,
};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};

use super::{certificate, version1};

/// rustls' own verifier always checks names, refuses a certificate that is its own authority, and knows no
/// common names; all three are everyday life with PostgreSQL.
#[derive(Debug)]
pub(super) struct Verifier {
    /// `None`: any certificate will do, as long as the server holds its key.
    pub(super) roots: Option<RootCertStore>,
    /// Certificates that are good by themselves.
    pub(super) trusted: Vec<CertificateDer<'static>>,
    pub(super) checks_name: bool,
    pub(super) algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    fn verify_version_1(
        &self,
        certificate: &CertificateDer<'_>,
        server_name: &ServerName<'_>,
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let is_trusted = self.trusted.contains(certificate) && certificate::is_current(certificate, now);
        if !is_trusted && !version1::is_signed_by_one_of(&self.trusted, certificate, &self.algorithms, now) {
            return Err(CertificateError::UnknownIssuer.into());
        }
        if self.checks_name && !certificate::common_name_fits(certificate, server_name) {
            let expected = server_name.to_owned();
            return Err(CertificateError::NotValidForNameContext { expected, presented: Vec::new() }.into());
        }
        Ok(ServerCertVerified::assertion())
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(roots) = &self.roots else { return Ok(ServerCertVerified::assertion()) };
        if version1::is_version_1(end_entity) {
            return self.verify_version_1(end_entity, server_name, now);
        }
        let parsed = ParsedCertificate::try_from(end_entity)?;
        if self.trusted.contains(end_entity) {
            if !certificate::is_current(end_entity, now) {
                return Err(CertificateError::Expired.into());
            }
        } else {
            let algorithms = self.algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&parsed, roots, intermediates, now, algorithms)?;
        }
        if self.checks_name
            && let Err(error) = verify_server_name(&parsed, server_name)
            && !certificate::common_name_fits(end_entity, server_name)
        {
            return Err(error);
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if version1::is_version_1(cert)
            && let Some(key) = version1::public_key(cert)
        {
            return verify_tls13_signature_with_raw_key(message, &key, dss, &self.algorithms);
        }
        verify_tls13_signature(message, cert, dss, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
