import { X509Certificate } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { InvalidError } from '@kith/kernel/errors';
import type { SamlMetadata } from './saml.ts';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const MOST_CHARACTERS = 300_000;
const MOST_CERTIFICATES = 5;

/** Whether a text could make a parser fetch or grow: nobody's metadata or answer needs that. */
export const declaresTypes = (xml: string): boolean => /<!\s*(?:doctype|entity)/i.test(xml);

/**
 * The parts of a provider's metadata that signing in takes. The parser knows no entities of a document's own and
 * fetches nothing. Throws `saml.bad_metadata` for what is no metadata of one provider.
 */
export function readMetadata(xml: string): SamlMetadata {
	const found = { entityIds: [] as string[], ssoUrl: '', sloUrl: '', certificates: [] as string[] };
	let isInProvider = false;
	let isForSigning = false;
	let certificate: string | null = null;
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				const tag = localName(name);
				if (tag === 'EntityDescriptor') found.entityIds.push(attributes['entityID'] ?? '');
				if (tag === 'IDPSSODescriptor') isInProvider = true;
				if (tag === 'KeyDescriptor') isForSigning = attributes['use'] !== 'encryption';
				if (tag === 'X509Certificate' && isInProvider && isForSigning) certificate = '';
				if (tag === 'SingleSignOnService' && attributes['Binding'] === REDIRECT)
					found.ssoUrl ||= attributes['Location'] ?? '';
				if (tag === 'SingleLogoutService' && isInProvider && attributes['Binding'] === REDIRECT)
					found.sloUrl ||= attributes['Location'] ?? '';
			},
			ontext(text) {
				if (certificate !== null) certificate += text;
			},
			onclosetag(name) {
				const tag = localName(name);
				if (tag === 'IDPSSODescriptor') isInProvider = false;
				if (tag !== 'X509Certificate' || certificate === null) return;
				found.certificates.push(certificate.replaceAll(/\s/g, ''));
				certificate = null;
			},
		},
		{ xmlMode: true },
	);
	if (xml.length <= MOST_CHARACTERS && !declaresTypes(xml)) parser.end(xml);
	const [idpEntityId = '', another] = found.entityIds;
	const certificates = [...new Set(found.certificates)].filter(isCertificate);
	const isWhole = idpEntityId !== '' && another === undefined && /^https?:/.test(found.ssoUrl);
	if (!isWhole || certificates.length === 0 || certificates.length > MOST_CERTIFICATES)
		throw new InvalidError('saml.bad_metadata');
	// Where it offers nothing that a browser can go to, nothing is offered here.
	const sloUrl = /^https?:/.test(found.sloUrl) ? found.sloUrl : '';
	return { idpEntityId, ssoUrl: found.ssoUrl, sloUrl, certificates: certificates.map(asPem) };
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const asPem = (base64: string) =>
	`-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, '$&\n').trim()}\n-----END CERTIFICATE-----`;

function isCertificate(base64: string): boolean {
	try {
		return new X509Certificate(Buffer.from(base64, 'base64')).publicKey.type === 'public';
	} catch {
		return false;
	}
}
