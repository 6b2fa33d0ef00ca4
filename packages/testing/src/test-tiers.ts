import { newId } from '@kith/kernel/ids';
import { communityCaller } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import type { Entitlement, PriceTerms } from '@kith/domains/tiers/schema';
import { founderOf } from './test-actors.ts';
import type { TestCommunity } from './test-community.ts';
import { spaceFields } from './test-content.ts';
import type { TestInstallation } from './test-installation.ts';

export const tierFields = (entitlements: Entitlement[] = []) => {
	const name = `Tier ${newId().slice(-8)}`;
	return {
		...{ name, slug: name.toLowerCase().replace(' ', '-'), description: 'For friends' },
		...{ benefits: ['A badge', 'Our thanks'], entitlements, trialDays: 0 },
		visibility: 'public' as 'public' | 'hidden',
	};
};

export const MONTHLY: PriceTerms = {
	...{ kind: 'recurring', every: 'month', currency: 'eur', amount: 900, otherCurrencies: [] },
};

/** A community that sells, with the contexts of who is in it as they are now. */
export async function openShop({ services }: TestInstallation, here: TestCommunity) {
	const founder = await founderOf(here);
	const fresh = (who: Parameters<TestCommunity['as']>[0]) => {
		services.snapshots.drop(here.id);
		return here.as(who);
	};
	const owner = () => fresh(founder);
	await communityCaller(await owner()).tiers.start();

	/** A private space. */
	async function room(): Promise<string> {
		const fields = { ...spaceFields(`Room ${newId().slice(-6)}`), visibility: 'private' as const };
		return (await communityCaller(await owner()).spaces.create(fields)).spaceId;
	}

	/** A role of the community's own that allows this. */
	async function role(permissions: Record<string, 'allow'> = {}): Promise<string> {
		const id = newId();
		const { roles } = communityCaller(await owner());
		await roles.create({ id, name: `Role ${id.slice(-12)}`, permissions });
		return id;
	}

	/** A published tier with a price. */
	async function tier(
		entitlements: Entitlement[] = [],
		more: Partial<ReturnType<typeof tierFields>> = {},
	) {
		await communityCaller(await owner()).tiers.start();
		const { tiers } = communityCaller(await owner());
		const id = newId();
		const fields = { ...tierFields(entitlements), ...more };
		await tiers.create({ id, ...fields });
		const priceId = newId();
		await tiers.addPrice({ tierId: id, id: priceId, terms: MONTHLY });
		await tiers.setStatus({ tierId: id, status: 'published', version: 1 });
		return { tierId: id, priceId, ...fields };
	}

	/** Gives a tier for nothing. */
	async function give(
		memberId: string,
		tierId: string,
		endsAt: Date | null = null,
		by?: CommunityContext,
	): Promise<string> {
		const { memberships } = communityCaller(by ?? (await owner()));
		const id = newId();
		await memberships.give({ id, memberId, tierId, endsAt, reason: 'Thank you' });
		return id;
	}
	return { founder, fresh, owner, room, role, tier, give };
}
