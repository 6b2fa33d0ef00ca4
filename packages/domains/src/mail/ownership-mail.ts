import * as z from 'zod';
import { unseal } from '@kith/kernel/seal';
import type { Services } from '../context.ts';
import { OWNERSHIP_SEAL, readOffer } from '../organizations/index.ts';
import { platformBrand } from './brands.ts';
import { deliverAll } from './deliver.ts';
import { momentIn } from './moment.ts';
import type { MailProps } from './write-letter.ts';

const Payload = z.strictObject({
	news: z.enum(['offered', 'accepted', 'declined', 'withdrawn']),
	invitationId: z.uuid(),
	sealedToken: z.string().optional(),
});
type Offer = NonNullable<Awaited<ReturnType<typeof readOffer>>>;
type Letter = { to: string; props: Omit<MailProps['ownership'], 'until' | 'organization'> };

/** Tells both sides, and the address for notices, what became of an offer to own an organization. */
export async function mailOwnership(services: Services, payload: unknown): Promise<void> {
	const { news, invitationId, sealedToken } = Payload.parse(payload);
	const offer = await readOffer(services.platform, invitationId);
	if (!offer) return;
	const token = sealedToken && unseal(services.secret, OWNERSHIP_SEAL, sealedToken);
	const { organizationName: organization, locale } = offer;
	const until = momentIn(offer.expiresAt, locale, { timeZone: offer.timeZone });
	const brand = platformBrand(services.platformOrigin);
	const letters = lettersOf(services.platformOrigin, offer, news, token);
	await deliverAll(
		services,
		letters.map(({ to, props }) => ({
			...{ kind: 'ownership' as const, to, locale, brand },
			props: { ...props, organization, until },
			idempotencyKey: `ownership:${news}:${invitationId}:${props.side}:${to}`,
		})),
	);
}

/** The address for notices is told what who offered it is told. */
function lettersOf(
	origin: string,
	offer: Offer,
	news: z.infer<typeof Payload>['news'],
	token?: string,
): Letter[] {
	const { email, giverEmail, giverName, takerName, contactEmail } = offer;
	const names = { giver: giverName || (giverEmail ?? ''), taker: takerName || email };
	const settings = `${origin}/home/${offer.organizationId}/settings`;
	const link = token && `${origin}/invitation?token=${encodeURIComponent(token)}`;
	const givers = [...new Set([giverEmail, contactEmail])].filter((to) => to && to !== email);
	const url =
		news === 'accepted' && offer.inviterBecomes === 'nobody' ? `${origin}/home` : settings;
	const toGivers = givers.map((to) => ({
		...{ to: to ?? '', props: { ...names, news, side: 'giver' as const, url } },
	}));
	const toTaker = {
		to: email,
		props: { ...names, news, side: 'taker' as const, url: link || settings },
	};
	return [toTaker, ...toGivers];
}
