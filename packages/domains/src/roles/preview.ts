import { isSigned, sign } from '@kith/kernel/seal';
import type { Services } from '../context.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import { Whom } from './roles.schema.ts';

const [DESIGN_MINUTES, SHOWN_MINUTES] = [120, 30];

/** How a preview shows the site: the look that is being tried, or the site as somebody else sees it. */
export type Preview = { whom: Whom | null };

/** So long a preview lasts: what is designed two hours, somebody else's eyes half an hour. */
export const previewSeconds = ({ whom }: Preview): number =>
	60 * (whom ? SHOWN_MINUTES : DESIGN_MINUTES);

/**
 * A token that shows a community's unpublished look, or a community not yet live, for two hours; with `whom`, what is
 * live as they see it, for half an hour.
 */
export function previewTokenFor(
	services: Services,
	community: CommunityIdentity,
	whom: Whom | null = null,
): string {
	const until = Math.floor(services.clock.now().getTime() / 60_000) + previewSeconds({ whom }) / 60;
	const body = `${until}.${whom ? Buffer.from(JSON.stringify(whom)).toString('base64url') : ''}`;
	return `${body}.${sign(services.secret, 'preview', `${community.id}.${body}`)}`;
}

/** What a token of this community shows; null when it is none, or has run out. */
export function readPreviewToken(
	services: Services,
	community: CommunityIdentity,
	token: string,
): Preview | null {
	const [until = '', whom = '', signature = ''] = token.split('.');
	const isLate = !(Number(until) * 60_000 >= services.clock.now().getTime());
	const body = `${community.id}.${until}.${whom}`;
	if (isLate || !isSigned(services.secret, 'preview', body, signature)) return null;
	if (whom === '') return { whom: null };
	return { whom: Whom.parse(JSON.parse(Buffer.from(whom, 'base64url').toString())) };
}
