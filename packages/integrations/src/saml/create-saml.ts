import { SAML, ValidateInResponseTo, type CacheProvider } from '@node-saml/node-saml';
import { InvalidError } from '@kith/kernel/errors';
import { declaresTypes, readMetadata } from './read-metadata.ts';
import type { Saml, SamlParty, SamlPerson } from './saml.ts';
import { NOT_ASKED, OF_ANOTHER, OF_NOBODY, TOO_WEAK, whyRefused } from './why-refused.ts';

const CLOCK_SKEW_MS = 60_000;
const MOST_AGE_MS = 600_000;
/** A placeholder where the library asks for a certificate and none is used. */
const NO_CERTIFICATE = 'none';

/** SAML over `node-saml`, at its strictest, and stricter where it leaves gaps. */
export function createSaml(): Saml {
	return {
		authorize: (party, { requestId, state }) =>
			libraryFor(party, requestId).getAuthorizeUrlAsync(state, undefined, {}),
		person: (party, { response, requestId }) =>
			orRefused(() => personIn(party, response, requestId)),
		logout: (party, { nameId: nameID, nameIdFormat: nameIDFormat, sessionIndex }, requestId) =>
			libraryFor(party, requestId).getLogoutUrlAsync(
				{ issuer: party.idpEntityId, nameID, nameIDFormat, sessionIndex },
				'',
				{},
			),
		metadata: ({ spEntityId, callbackUrl }) =>
			libraryFor(
				{
					spEntityId,
					callbackUrl,
					idpEntityId: '',
					ssoUrl: '',
					sloUrl: '',
					certificates: [NO_CERTIFICATE],
				},
				'_kith',
			).generateServiceProviderMetadata(null),
		readMetadata,
	};
}

function libraryFor(party: SamlParty, requestId: string): SAML {
	return new SAML({
		...{ issuer: party.spEntityId, audience: party.spEntityId, callbackUrl: party.callbackUrl },
		...(party.sloUrl && { logoutUrl: party.sloUrl }),
		...{ entryPoint: party.ssoUrl, idpIssuer: party.idpEntityId, idpCert: [...party.certificates] },
		...{ wantAssertionsSigned: true, wantAuthnResponseSigned: false },
		...{ acceptedClockSkewMs: CLOCK_SKEW_MS, maxAssertionAgeMs: MOST_AGE_MS },
		...{ identifierFormat: null, disableRequestedAuthnContext: true },
		generateUniqueId: () => requestId,
		validateInResponseTo: ValidateInResponseTo.always,
		requestIdExpirationPeriodMs: MOST_AGE_MS,
		cacheProvider: onlyOf(requestId),
	});
}

/** Knows the one request that the browser's state speaks of; whether it was used up is its keeper's question. */
function onlyOf(requestId: string): CacheProvider {
	const value = '9999-12-31T00:00:00.000Z';
	return {
		saveAsync: async () => null,
		getAsync: async (key) => (key === requestId ? value : null),
		removeAsync: async () => null,
	};
}

async function personIn(
	party: SamlParty,
	response: string,
	requestId: string,
): Promise<SamlPerson> {
	const xml = Buffer.from(response, 'base64').toString('utf8');
	if (declaresTypes(xml)) throw new Error('it declares types');
	if (/#(?:rsa-|dsa-|hmac-)?sha1["']/i.test(xml)) throw new Error(TOO_WEAK);
	const { profile } = await libraryFor(party, requestId).validatePostResponseAsync({
		SAMLResponse: response,
	});
	const assertion = profile?.getAssertion?.()['Assertion'] as SignedAssertion | undefined;
	if (!profile?.nameID || !assertion) throw new Error(OF_NOBODY);
	if (profile.issuer !== party.idpEntityId) throw new Error(OF_ANOTHER);
	requireForUs(assertion, party, requestId);
	return {
		...{ nameId: profile.nameID, nameIdFormat: profile.nameIDFormat ?? '' },
		sessionIndex: sessionIn(assertion),
		assertionId: assertion.$.ID,
		attributes: attributesOf(assertion),
	};
}

type Node = { $?: Record<string, string> };
type SignedAssertion = {
	$: { ID: string };
	Subject?: { SubjectConfirmation?: { SubjectConfirmationData?: Node[] }[] }[];
	AuthnStatement?: Node[];
	AttributeStatement?: {
		Attribute?: (Node & { AttributeValue?: (string | { _?: string })[] })[];
	}[];
};

/** The library believes the unsigned frame; what is signed must itself answer our question, and at our address. */
function requireForUs({ Subject }: SignedAssertion, party: SamlParty, requestId: string): void {
	const confirmations = Subject?.[0]?.SubjectConfirmation ?? [];
	const isForUs = confirmations.some(({ SubjectConfirmationData: [data] = [] }) => {
		const { InResponseTo, Recipient } = data?.$ ?? {};
		return InResponseTo === requestId && Recipient === party.callbackUrl;
	});
	if (!isForUs) throw new Error(NOT_ASKED);
}

/** What the provider calls this session; empty where it does not. */
const sessionIn = ({ AuthnStatement }: SignedAssertion): string =>
	AuthnStatement?.[0]?.$?.['SessionIndex'] ?? '';

function attributesOf({ AttributeStatement = [] }: SignedAssertion): Record<string, unknown> {
	const attributes = AttributeStatement.flatMap(({ Attribute = [] }) => Attribute);
	return Object.fromEntries(
		attributes.map(({ $, AttributeValue = [] }) => {
			const values = AttributeValue.map((value) =>
				typeof value === 'string' ? value : (value._ ?? ''),
			);
			return [$?.['Name'] ?? '', values.length > 1 ? values : (values[0] ?? '')];
		}),
	);
}

async function orRefused<T>(run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message.slice(0, 200) : '';
		throw new InvalidError('saml.refused', { reason, why: whyRefused(reason) }, { cause });
	}
}
