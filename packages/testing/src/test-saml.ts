import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { newId } from '@kith/kernel/ids';
import { SignedXml } from 'xml-crypto';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
/** What the provider calls every session of its own. */
const SESSION = '_session-1';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** What an answer says; each part can be made wrong. */
export type SamlAnswer = {
	requestId: string;
	nameId: string;
	attributes: Record<string, readonly string[]>;
	audience: string;
	recipient: string;
	issuer: string;
	assertionId: string;
	issuedAt: Date;
	endsAt: Date;
	isSigned: boolean;
	/** The digest's and the signature's algorithms, such as the weak ones. */
	algorithms: { signature: string; digest: string };
	/** Who is asked for in the frame around what is signed; the same as in it unless made wrong. */
	framedRequestId: string;
};

/** An identity provider of SAML on this machine: it signs what it is told to. */
export function createTestIdp(entityId = `https://idp-${newId().slice(-6)}.example/saml`) {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const certificate = certificateOf(privateKey, publicKey);
	const ssoUrl = `${entityId}/sso`;
	const sloUrl = `${entityId}/slo`;
	return {
		...{ entityId, ssoUrl, sloUrl, certificate },
		metadata: metadataOf(entityId, { ssoUrl, sloUrl }, certificate),
		/** The request in the address that a browser was sent to. */
		request(address: string) {
			const { searchParams } = new URL(address);
			const packed = Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64');
			const xml = inflateRawSync(packed).toString('utf8');
			return {
				id: /ID="([^"]+)"/.exec(xml)?.[1] ?? '',
				relayState: searchParams.get('RelayState') ?? '',
				/** Who asks, and where they want the answer. */
				audience: /<saml:Issuer[^>]*>([^<]+)</.exec(xml)?.[1] ?? '',
				recipient: /AssertionConsumerServiceURL="([^"]+)"/.exec(xml)?.[1] ?? '',
				xml,
			};
		},
		/** An answer as a browser posts it: XML in base64. */
		answer: (
			told: Pick<SamlAnswer, 'requestId' | 'audience' | 'recipient'> & Partial<SamlAnswer>,
		): string => {
			const now = new Date();
			const answer: SamlAnswer = {
				...{ nameId: 'person-1', attributes: {}, issuer: entityId, assertionId: `_${newId()}` },
				...{ issuedAt: now, endsAt: new Date(now.getTime() + 300_000), isSigned: true },
				algorithms: {
					signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
					digest: SHA256,
				},
				framedRequestId: told.requestId,
				...told,
			};
			return Buffer.from(responseOf(answer, privateKey)).toString('base64');
		},
	};
}

export type TestIdp = ReturnType<typeof createTestIdp>;

function responseOf(answer: SamlAnswer, privateKey: KeyObject): string {
	const { issuer, framedRequestId, recipient, issuedAt } = answer;
	const at = issuedAt.toISOString();
	const assertion = assertionOf(answer);
	const xml =
		`<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${newId()}" Version="2.0" IssueInstant="${at}" Destination="${recipient}" InResponseTo="${framedRequestId}">` +
		`<saml:Issuer>${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>` +
		`${assertion}</samlp:Response>`;
	return answer.isSigned ? signedAssertion(xml, answer, privateKey) : xml;
}

function assertionOf(answer: SamlAnswer): string {
	const { assertionId, issuer, nameId, audience, requestId, recipient } = answer;
	const [from, until] = [answer.issuedAt.toISOString(), answer.endsAt.toISOString()];
	const attributes = Object.entries(answer.attributes).map(
		([name, values]) =>
			`<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
	);
	return (
		`<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${assertionId}" Version="2.0" IssueInstant="${from}"><saml:Issuer>${issuer}</saml:Issuer>` +
		`<saml:Subject><saml:NameID>${nameId}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${requestId}" Recipient="${recipient}" NotOnOrAfter="${until}"/></saml:SubjectConfirmation></saml:Subject>` +
		`<saml:Conditions NotBefore="${from}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
		`<saml:AuthnStatement AuthnInstant="${from}" SessionIndex="${SESSION}"/><saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`
	);
}

function signedAssertion(xml: string, { algorithms }: SamlAnswer, privateKey: KeyObject): string {
	const signer = new SignedXml({
		privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
		signatureAlgorithm: algorithms.signature as never,
		canonicalizationAlgorithm: EXCLUSIVE,
	});
	signer.addReference({
		xpath: "//*[local-name(.)='Assertion']",
		digestAlgorithm: algorithms.digest as never,
		transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
	});
	signer.computeSignature(xml, {
		location: {
			reference: "//*[local-name(.)='Assertion']/*[local-name(.)='Issuer']",
			action: 'after',
		},
	});
	return signer.getSignedXml();
}

const metadataOf = (
	entityId: string,
	{ ssoUrl, sloUrl }: { ssoUrl: string; sloUrl: string },
	certificate: string,
) =>
	`<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate.replaceAll(/-----[^-]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleLogoutService Binding="${REDIRECT}" Location="${sloUrl}"/><md:SingleSignOnService Binding="${REDIRECT}" Location="${ssoUrl}"/></md:IDPSSODescriptor></md:EntityDescriptor>`;

/** A self-signed certificate around a key made for this run, so that no key lies in the repository. */
function certificateOf(privateKey: KeyObject, publicKey: KeyObject): string {
	const name = der(0x30, der(0x31, der(0x30, der(0x06, [0x55, 0x04, 0x03]), der(0x0c, 'Test'))));
	// sha256WithRSAEncryption
	const algorithm = der(
		0x30,
		[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 5, 0],
	);
	const validity = der(0x30, der(0x17, '250101000000Z'), der(0x17, '491231235959Z'));
	const spki = publicKey.export({ type: 'spki', format: 'der' });
	const version = der(0xa0, der(0x02, [2]));
	const body = der(0x30, version, der(0x02, [1]), algorithm, name, validity, name, spki);
	const signature = der(0x03, [0], sign('sha256', body, privateKey));
	const base64 = der(0x30, body, algorithm, signature).toString('base64');
	return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, '$&\n').trim()}\n-----END CERTIFICATE-----`;
}

function der(tag: number, ...parts: readonly (string | readonly number[] | Buffer)[]): Buffer {
	const content = Buffer.concat(
		parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
	);
	const { length } = content;
	const size =
		length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
