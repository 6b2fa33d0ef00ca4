import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { communityApi } from './api.ts';
import { SOON } from './people.ts';

/** The owner connects Stripe, which finds everything right, and switches memberships on; the page ends in the community. */
export async function connectStripe(owner: Page, address: string): Promise<void> {
	const { payments, tiers } = communityApi(owner);
	const { url } = await payments.connect({ country: 'DE' });
	await owner.goto(url);
	await owner.getByRole('radio', { name: /Everything is right/ }).check();
	await owner.getByRole('button', { name: 'Submit' }).click();
	await owner.waitForURL(/\/revenue\/payments/, { timeout: SOON });
	await owner.goto(address);
	await tiers.start();
}

/** The owner connects Stripe and offers two tiers; the better one opens a private space. */
export async function openShop(
	owner: Page,
	address: string,
	{ trialDays = 0 } = {},
): Promise<void> {
	const { offers, spaces, tiers } = communityApi(owner);
	await connectStripe(owner, address);
	const { spaceId } = await spaces.create({
		...{ name: 'Back room', slug: 'back-room', icon: '🗝️', description: '', groupId: null },
		...{ visibility: 'private', posting: 'everyone' },
	});
	const about = { description: 'For those who keep it going.', visibility: 'public' as const };
	for (const [name, amount, entitlements] of [
		['Supporter', 900, []],
		['Patron', 2_900, [{ kind: 'space' as const, spaceId }]],
	] as const) {
		const tierId = randomUUID();
		await tiers.create({
			...{ id: tierId, name, slug: name.toLowerCase(), ...about, trialDays },
			...{ benefits: ['A thank-you in every letter'], entitlements: [...entitlements] },
		});
		for (const [every, times] of [
			['month', 1],
			['year', 10],
		] as const)
			await tiers.addPrice({
				...{ id: randomUUID(), tierId },
				terms: { kind: 'recurring', every, currency: 'eur', amount: amount * times },
			});
		const tier = (await tiers.list()).find(({ id }) => id === tierId);
		await tiers.setStatus({ tierId, status: 'published', version: tier?.version ?? 1 });
	}
	const half = { gives: 'percent', percent: 50, lasts: 'once', months: null } as const;
	const always = { terms: half, tierIds: [], every: null, mostUses: null, endsAt: null };
	await offers.create({
		...{ id: randomUUID(), name: 'Spring', purpose: 'signup', code: 'SPRING-26', ...always },
	});
	await offers.create({
		...{ id: randomUUID(), name: 'Please stay', purpose: 'retention', code: null, ...always },
	});
}

/** Stripe's page, with a card. */
export async function payOnStripe(page: Page, card = '4242 4242 4242 4242'): Promise<void> {
	await page.waitForURL(/\/dev\/stripe\//, { timeout: SOON });
	await page.locator('input[name=number]').fill(card);
	await page.locator('input[name=expiry]').fill('12/34');
	await page.locator('input[name=cvc]').fill('123');
	await page.locator('button.main').click();
}

/** The same without opening the page: its form is sent as it would be. */
export async function payAtOnce(
	page: Page,
	url: string,
	number = '4242 4242 4242 4242',
): Promise<void> {
	const form = { number, expiry: '12/34', cvc: '123' };
	const answer = await page.request.post(`${url}/pay`, { form, maxRedirects: 0 });
	if (answer.status() !== 303) throw new Error(`Stripe answered ${answer.status()}`);
}
