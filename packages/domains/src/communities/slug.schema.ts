import * as z from 'zod';

/** Addresses that belong to the platform, or that people would take for it. */
const RESERVED = new Set(
	`about abuse account accounts admin administrator api app apps assets auth autoconfig autodiscover billing blog
	c careers cdn ci community communities contact dashboard demo-admin dev developer developers dns docs download
	email enterprise events example faq feed feedback files ftp git go graphql hello help home host hostmaster http
	https imap img info internal invite jobs kith kiths legal live local localhost login logout mail mailer media
	metrics mx my news news noreply ns ns1 ns2 oauth official openid owner partner partners pay payment payments
	policy pop pop3 postmaster press pricing privacy register report root rss saas sales search secure security
	server settings shop sign-in sign-up signin signup sitemap smtp sso ssl staff staging static stats status store
	stripe studio support sys system team teams terms test tls trust undefined upload uploads user users verify vpn
	webhook webhooks webmail welcome wiki wizard wpad ws www`.split(/\s+/),
);

/** A community's address label: 3 to 40 of a-z, 0-9 and single hyphens inside (RFC 1035 label, no punycode). */
export const Slug = z
	.string()
	.trim()
	.toLowerCase()
	.min(3, 'slug.too_short')
	.max(40, 'slug.too_long')
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug.bad_characters')
	.refine((slug) => !isReserved(slug), 'slug.reserved');

/** Whether `slug`, or what an eye would read it as, is kept for the platform. */
export function isReserved(slug: string): boolean {
	return RESERVED.has(slug) || RESERVED_SKELETONS.has(skeletonOf(slug)) || slug.startsWith('xn-');
}

const LOOKALIKES: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '3': 'e', '5': 's' };

/** The letters an eye would read: two addresses with one skeleton are confusable (`acme`, `acrne`, `acm3`). */
export function skeletonOf(slug: string): string {
	return slug
		.toLowerCase()
		.replaceAll('rn', 'm')
		.replaceAll('vv', 'w')
		.replace(/[0135]/g, (digit) => LOOKALIKES[digit] ?? digit);
}

const RESERVED_SKELETONS = new Set([...RESERVED].map(skeletonOf));

/** An address made from a name in any script; may be too short to use as it is. */
export function slugFrom(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.replaceAll('ß', 'ss')
		.replaceAll('æ', 'ae')
		.replaceAll('ø', 'o')
		.toLowerCase()
		.replace(/['’]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 40)
		.replace(/-$/, '');
}
