import { InvalidError } from '@kith/kernel/errors';
import { Email } from '../identity/identity.schema.ts';
import { claimAt } from './mapping.ts';
import type { Connection, ConnectionKind } from './sso.schema.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Whom the claims speak of. */
export type SsoPerson = {
	/** What the provider calls them, for ever. */
	id: string;
	/** Empty when the provider told none that is one. */
	email: string;
	name: string;
	/** Whether it is believed that the address is theirs. */
	isVouched: boolean;
};

const CLAIMS_2005 = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const USUAL = { id: ['sub'], email: ['email'], name: ['name', 'preferred_username'] };
const OF_SAML = {
	id: ['nameId'],
	email: [
		'email',
		'mail',
		'urn:oid:0.9.2342.19200300.100.1.3',
		`${CLAIMS_2005}/emailaddress`,
		'nameId',
	],
	name: [
		...['name', 'displayName', 'urn:oid:2.16.840.1.113730.3.1.241'],
		...['http://schemas.microsoft.com/identity/claims/displayname', `${CLAIMS_2005}/name`],
	],
};

/** Reads a person out of claims, as a connection names them. Throws `sso.no_id` when nobody is named. */
export function personOf(connection: Connection, claims: Claims): SsoPerson {
	const { kind } = connection.source;
	const id = textOf(claims, 'id', connection).slice(0, 400);
	if (id === '') throw new InvalidError('sso.no_id');
	const email = emailOf(claims, connection);
	return {
		...{ id, email, name: textOf(claims, 'name', connection).slice(0, 80) },
		isVouched: email !== '' && (saysVerified(kind, claims) || isTrustedFor(connection, email)),
	};
}

/** SAML knows no such claim: there only an admin's word counts. */
function saysVerified(kind: ConnectionKind, { email_verified: said }: Claims): boolean {
	return kind !== 'saml' && (said === true || said === 'true');
}

/** Among all directories of Microsoft’s, whoever runs one writes any address into it: no admin here can answer for that. */
const OF_MANY = ['organizations', 'common', 'consumers'];

function isTrustedFor(connection: Connection, email: string): boolean {
	return trustedDomains(connection).includes(domainOf(email));
}

/** The domains whose addresses are believed when this connection tells them. */
export function trustedDomains({ source, isTrusted, domains }: Connection): readonly string[] {
	if (source.kind === 'microsoft' && OF_MANY.includes(source.tenant.toLowerCase())) return [];
	return isTrusted ? domains : [];
}

/** The part of an address behind the sign that may stand there only once. */
export const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1);

function emailOf(claims: Claims, connection: Connection): string {
	const found = Email.safeParse(textOf(claims, 'email', connection));
	return found.success ? found.data : '';
}

function textOf(
	claims: Claims,
	what: 'id' | 'email' | 'name',
	{ source, claims: names }: Connection,
): string {
	const usual = source.kind === 'saml' ? OF_SAML : USUAL;
	for (const name of names[what] ? [names[what]] : usual[what]) {
		const claim = claimAt(claims, name);
		const first: unknown = Array.isArray(claim) ? claim[0] : claim;
		if (typeof first === 'number' || (typeof first === 'string' && first.trim() !== ''))
			return String(first).trim();
	}
	return '';
}
