import { isSigned, sign } from '@kith/kernel/seal';
import type { Services } from '../context.ts';
import type { CommunityIdentity } from '../snapshot.ts';

const MINUTES = 120;

/** A token that shows a community's unpublished look, or a community not yet live, for two hours. */
export function previewTokenFor(services: Services, community: CommunityIdentity): string {
	const until = Math.floor(services.clock.now().getTime() / 60_000) + MINUTES;
	const text = `${community.id}.${until}`;
	return `${until}.${sign(services.secret, 'preview', text)}`;
}

/** Whether `token` is a preview token of this community that has not run out. */
export function isPreviewToken(
	services: Services,
	community: CommunityIdentity,
	token: string,
): boolean {
	const [until = '', signature = ''] = token.split('.');
	const isLate = Number(until) * 60_000 < services.clock.now().getTime();
	return !isLate && isSigned(services.secret, 'preview', `${community.id}.${until}`, signature);
}
