import { InvalidError } from '@kith/kernel/errors';
import type { CommunitySnapshot } from '../snapshot.ts';
import { AnnouncementTerms, TO_EVERYONE } from './announcements.schema.ts';

const ORDINARY = 'member';

/** What the database keeps of an announcement; the widest terms where nothing is kept. */
export function termsOf(kindFacts: unknown): AnnouncementTerms {
	return AnnouncementTerms.catch(TO_EVERYONE).parse(kindFacts);
}

/** Terms as they are kept. Throws `announcements.role_not_found` for roles without any, or for one that is not there. */
export function settleTerms(
	{ roles }: Pick<CommunitySnapshot, 'roles'>,
	terms: AnnouncementTerms = TO_EVERYONE,
): AnnouncementTerms {
	const { kind, roleIds } = terms.audience;
	const chosen = roles.filter(({ id }) => roleIds.includes(id));
	if (chosen.length < new Set(roleIds).size || (kind === 'roles' && chosen.length === 0))
		throw new InvalidError('announcements.role_not_found');
	if (kind !== 'roles') return { ...terms, audience: { kind, roleIds: [] } };
	// Everybody holds the ordinary role without being given it.
	const isEveryone = chosen.some(({ key }) => key === ORDINARY);
	const audience = isEveryone
		? { kind: 'everyone' as const, roleIds: [] }
		: { kind, roleIds: chosen.map(({ id }) => id) };
	return { ...terms, audience };
}

/** An announcement's terms as the audit log tells them: roles by what they are called then. */
export function notedTerms({ roles }: Pick<CommunitySnapshot, 'roles'>, kindFacts: unknown) {
	const { audience, mustAcknowledge } = termsOf(kindFacts);
	const named = roles.filter(({ id }) => audience.roleIds.includes(id)).map(({ name }) => name);
	return {
		...{ audience: audience.kind, mustAcknowledge },
		...(named.length > 0 && { roles: named.join(', ') }),
	};
}

/** What the keys of an announcement's mails begin with. */
export const announcementMails = (postId: string): string => `announcement:${postId}:`;
