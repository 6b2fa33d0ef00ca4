import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

type Journey = Parameters<Parameters<typeof test>[2]>[0];

/** A member who was given the right makes a space where the spaces are, runs it, and makes one without scripts. */
async function makeSpaces({ page, places, mails, browser }: Journey, isPhone: boolean) {
	const slug = unique('yard');
	const { address } = await foundCommunity(page, places, mails, { name: 'Yard', slug });
	const { page: guest, context } = await someoneElse(browser);
	if (isPhone) await guest.setViewportSize({ width: 390, height: 800 });
	const email = `${unique('ann')}@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Ann Able' });
	const answer = await guest.goto(`${address}/new/space`);
	expect(answer?.status()).toBe(403);
	await guest.goto(address);
	await expect(guest.getByRole('link', { name: 'New space' })).toHaveCount(0);
	await letMakeSpaces(page, 'Ann Able');

	await guest.goto(address);
	if (isPhone) await guest.getByRole('button', { name: 'Spaces' }).click();
	await guest.getByRole('link', { name: 'New space' }).click();
	await expect(guest.getByRole('heading', { level: 1, name: 'New space' })).toBeVisible();
	await expectNoSidewaysScroll(guest);
	await expectAccessible(guest);
	await guest.getByLabel('Name').fill('Tool shed');
	await expect(guest.getByLabel('Address')).toHaveValue('tool-shed');
	await guest.getByLabel('Address').fill('Tool shed');
	await guest.getByRole('button', { name: 'Create space' }).click();
	await expect(guest.getByText('Use a–z, 0–9 and single hyphens.')).toBeVisible();
	await expectAccessible(guest);
	await guest.getByLabel('Address').fill('shed');
	await guest.getByRole('radio', { name: /^Private/ }).check();
	await guest.getByRole('button', { name: 'Create space' }).click();
	await guest.waitForURL(/\/s\/shed$/);
	await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Tool shed');
	await guest.getByRole('main').getByRole('link', { name: 'Roles' }).click();
	const holder = guest.getByRole('main').getByRole('listitem').filter({ hasText: 'Ann Able' });
	await expect(holder).toContainText('Space admin');

	await guest.goto(`${address}/s/shed`);
	await guest.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
	await expect(guest.getByRole('heading', { level: 1, name: 'Edit Tool shed' })).toBeVisible();
	await expect(guest.getByRole('radio', { name: /^Private/ })).toBeChecked();
	await expectNoSidewaysScroll(guest);
	await expectAccessible(guest);
	await guest.getByLabel('Name').fill('Shed for tools');
	await expect(guest.getByLabel('Address')).toHaveValue('shed');
	await guest.getByRole('radio', { name: /^Only who keeps order there/ }).check();
	await guest.getByRole('button', { name: 'Save', exact: true }).click();
	await guest.waitForURL(/\/s\/shed$/);
	await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Shed for tools');
	const { groups } = await communityApi(guest).spaces.navigation();
	const other = groups.flatMap(({ spaces }) => spaces).find(({ slug }) => slug !== 'shed');
	expect((await guest.goto(`${address}/s/${other?.slug}/edit`))?.status()).toBe(403);
	await guest.goto(`${address}/s/shed`);

	const storageState = await context.storageState();
	const bare = await browser.newContext({ javaScriptEnabled: false, storageState });
	const plain = await bare.newPage();
	await plain.goto(`${address}/new/space`);
	await plain.getByLabel('Name').fill('Shed');
	await plain.getByRole('button', { name: 'Create space' }).click();
	await expect(plain.getByText('Another space has this address')).toBeVisible();
	await expect(plain.getByLabel('Name')).toHaveValue('Shed');
	await plain.getByLabel('Address').fill('');
	await plain.getByLabel('Name').fill('Green house');
	await plain.getByRole('button', { name: 'Create space' }).click();
	await expect(plain.getByRole('heading', { level: 1 })).toHaveText('Green house');
	expect(new URL(plain.url()).pathname).toBe('/s/green-house');
	await bare.close();
}

/** Gives a member a role that allows making spaces and nothing else. */
async function letMakeSpaces(owner: Page, name: string) {
	const { members, roles } = communityApi(owner);
	const roleId = randomUUID();
	const permissions = { 'spaces:create': 'allow' } as const;
	await roles.create({ id: roleId, name: 'Makers', permissions });
	const { items } = await members.list({ search: name, status: 'active', limit: 1 });
	await roles.give({ memberId: items[0]?.id ?? '', roleId, spaceId: null });
}

test('who may make a space makes one and runs it', async ({ page, places, mails, browser }) => {
	await makeSpaces({ page, places, mails, browser } as Journey, false);
});
test('the same on a phone @phone', async ({ page, places, mails, browser }) => {
	await makeSpaces({ page, places, mails, browser } as Journey, true);
});
