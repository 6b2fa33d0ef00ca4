import { formText } from '@kith/client/forms';
import type {
	Connection,
	ConnectionKind,
	ConnectionView,
	CreateConnection,
	MappingRule,
	Source,
} from '@kith/domains/sso/schema';

/** What a rule gives, as selects name it: nothing, a role, a space, a tier, or a role `where` it is held. */
export type RuleValues = { claim: string; value: string; gives: string; where: string };

/** A connection as its form shows it. Never its secret: that is typed, sent, and gone. */
export type ConnectionValues = {
	name: string;
	issuer: string;
	clientId: string;
	scopes: string;
	tenant: string;
	idpEntityId: string;
	ssoUrl: string;
	sloUrl: string;
	certificates: string;
	loginUrl: string;
	algorithm: string;
	publicKey: string;
	idClaim: string;
	emailClaim: string;
	nameClaim: string;
	domains: string;
	isTrusted: boolean;
	admission: Connection['admission'];
	logsOut: boolean;
	rules: RuleValues[];
};

/** What the other side may call things; the same in every language. */
export const EXAMPLES = {
	...{ domains: 'example.com, example.org', issuer: 'https://login.example.com' },
	...{ nameId: 'NameID', subject: 'sub', email: 'email', name: 'name', groups: 'groups' },
} as const;

const EMPTY: ConnectionValues = {
	...{ name: '', issuer: '', clientId: '', scopes: 'email profile', tenant: 'organizations' },
	...{
		idpEntityId: '',
		ssoUrl: '',
		sloUrl: '',
		certificates: '',
		loginUrl: '',
		algorithm: 'HS256',
	},
	...{ publicKey: '', idClaim: '', emailClaim: '', nameClaim: '', domains: '' },
	...{ isTrusted: false, admission: 'rules', logsOut: false, rules: [] },
};

const BETWEEN_CERTIFICATES = /(?<=-----END CERTIFICATE-----)\s+/;

/** The form of a connection that is not there yet. */
export function emptyValues(name: string): ConnectionValues {
	return { ...EMPTY, name };
}

/** The form of a connection as it is stored. */
export function valuesOf({ source, claims, rules, domains, ...rest }: ConnectionView) {
	const { name, isTrusted, admission, logsOut } = rest;
	const values: ConnectionValues = {
		...{ ...EMPTY, name, isTrusted, admission, logsOut, domains: domains.join(', ') },
		...{ idClaim: claims.id, emailClaim: claims.email, nameClaim: claims.name },
		rules: rules.map(({ claim, value, roleId, spaceId, tierId }) => ({
			...{ claim, value, where: (roleId && spaceId) ?? '' },
			gives: tierId
				? `tier:${tierId}`
				: roleId
					? `${spaceId ? 'in' : 'role'}:${roleId}`
					: `space:${spaceId}`,
		})),
	};
	const { kind: _, ...texts } = source;
	for (const [key, text] of Object.entries(texts))
		Object.assign(values, {
			[key]: Array.isArray(text) ? text.join(key === 'scopes' ? ' ' : '\n') : text,
		});
	return values;
}

/** What was typed, as it was sent. */
export function readConnectionForm(form: FormData): ConnectionValues {
	const of = (name: string) => formText(form, name).trim();
	const all = (name: string) =>
		form.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''));
	const [claims, wanted, gives] = [all('claim'), all('value'), all('gives')];
	const where = all('where');
	return {
		...{ name: of('name'), issuer: of('issuer'), clientId: of('clientId'), scopes: of('scopes') },
		...{ tenant: of('tenant'), idpEntityId: of('idpEntityId'), ssoUrl: of('ssoUrl') },
		sloUrl: of('sloUrl'),
		...{ certificates: of('certificates'), loginUrl: of('loginUrl') },
		...{ algorithm: of('algorithm'), publicKey: of('publicKey') },
		...{ idClaim: of('idClaim'), emailClaim: of('emailClaim'), nameClaim: of('nameClaim') },
		...{ domains: of('domains'), isTrusted: form.has('isTrusted'), logsOut: form.has('logsOut') },
		admission: of('admission') as Connection['admission'],
		rules: claims
			.map((claim, at) => ({
				...{ claim, value: wanted[at] ?? '', gives: gives[at] ?? '', where: where[at] ?? '' },
			}))
			.filter(({ claim, value, gives: given }) => claim || value || given),
	};
}

/** The same as the domain takes it; its schema refuses what does not fit. */
export function fieldsOf(
	kind: ConnectionKind,
	values: ConnectionValues,
): Omit<CreateConnection, 'id' | 'secret'> {
	const { name, isTrusted, admission, logsOut } = values;
	return {
		...{ name, isTrusted, admission, logsOut, source: sourceOf(kind, values) },
		claims: { id: values.idClaim, email: values.emailClaim, name: values.nameClaim },
		domains: listed(values.domains.replaceAll('@', '')),
		rules: values.rules.map(ruleOf),
	};
}

/** A secret that was typed; null when the one there is stays. */
export function typedSecret(form: FormData): string | null {
	return formText(form, 'secret').trim() || null;
}

const listed = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== '');

function ruleOf({ claim, value, gives, where }: RuleValues): MappingRule {
	const [what, id = ''] = gives.split(':');
	if (what === 'in') return { claim, value, roleId: id, spaceId: where, tierId: null };
	const only = (kind: string) => (what === kind ? id : null);
	const given = { roleId: only('role'), spaceId: only('space'), tierId: only('tier') };
	return { claim, value, ...given };
}

function sourceOf(kind: ConnectionKind, values: ConnectionValues): Source {
	const { clientId, issuer, tenant, idpEntityId, ssoUrl, sloUrl, loginUrl, publicKey } = values;
	const algorithm = values.algorithm === 'EdDSA' ? 'EdDSA' : 'HS256';
	const certificates = values.certificates.split(BETWEEN_CERTIFICATES).filter((one) => one !== '');
	switch (kind) {
		case 'openid':
			return { kind, issuer, clientId, scopes: listed(values.scopes) };
		case 'microsoft':
			return { kind, clientId, tenant };
		case 'saml':
			return { kind, idpEntityId, ssoUrl, certificates, ...(sloUrl !== '' && { sloUrl }) };
		case 'token':
			return { kind, loginUrl, algorithm, publicKey: algorithm === 'EdDSA' ? publicKey : '' };
		default:
			return { kind, clientId };
	}
}
