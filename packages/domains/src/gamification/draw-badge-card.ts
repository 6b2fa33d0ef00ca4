import { createHash } from 'node:crypto';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { communityLogo } from '../media/index.ts';
import type { GrantRef, SharedBadge } from './awards.schema.ts';
import { sharedBadge } from './share-badge.ts';

export type BadgeCard = {
	/** Changes with everything that the card shows. */
	version: string;
	/** Draws the PNG: nothing of it is kept, because it names somebody. */
	draw: () => Promise<Uint8Array>;
};

type Patch = { ground: string; ink: string };

/** The colours of `tone-class.ts` on the site, as a picture needs them. */
const PATCHES: Readonly<Record<SharedBadge['tone'], Patch>> = {
	bronze: { ground: '#f2cdb3', ink: '#5a2d12' },
	silver: { ground: '#dadfe5', ink: '#343b44' },
	gold: { ground: '#f5e39d', ink: '#4f3c00' },
	brand: { ground: '#ffffff', ink: '#333333' },
	rose: { ground: '#fccfd6', ink: '#701f36' },
	sky: { ground: '#b9e5fd', ink: '#0b4262' },
};

/**
 * What previews of a link to a badge show, as long as it is held. Throws `gamification.grant_not_found` as the page does,
 * and for one that is over.
 */
// authorize: `sharedBadge` asks.
export async function badgeCard(ctx: CommunityContext, { grantId }: GrantRef): Promise<BadgeCard> {
	const badge = await sharedBadge(ctx, { grantId });
	if (badge.state !== 'held') throw new NotFoundError('gamification.grant_not_found');
	const { look } = ctx.snapshot;
	const patch = PATCHES[badge.tone];
	const wish = {
		...{ sign: badge.icon, signGround: patch.ground, signInk: patch.ink },
		...{ title: badge.name, name: badge.member.name },
		...{ footer: ctx.community.name, brand: look.brand },
	};
	const shown = JSON.stringify([wish, look.logoFileId]);
	return {
		version: createHash('sha256').update(shown).digest('hex').slice(0, 16),
		draw: async () => ctx.services.drawCard({ ...wish, logo: await communityLogo(ctx) }),
	};
}
