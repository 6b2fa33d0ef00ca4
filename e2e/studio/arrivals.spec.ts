import type { Browser } from '@playwright/test';
import { expect, expectAccessible, test, unique, type Mails } from '../journey.ts';
import { enterCode, SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

type Guest = Awaited<ReturnType<typeof someoneElse>>;

/** Somebody at the door of a community, behind the code from their mail. */
async function atDoor(
	browser: Browser,
	address: string,
	mails: Mails,
	email: string,
	name: string,
) {
	const { page, context } = await someoneElse(browser);
	await page.goto(address);
	await page.getByLabel('Your name').fill(name);
	await page.getByLabel('Email').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await enterCode(page, await mails.code(email), 'Join', /\/(?:join|welcome)(?!.*code)/);
	return { page, context };
}

test('who asks to join answers a question; three are let in at once, and the fourth reads why not', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('abbey');
	const access = { visibility: 'private', join: 'approval' } as const;
	const { id, address } = await foundCommunity(page, places, mails, {
		name: 'Abbey',
		slug,
		access,
	});
	await page.goto(`${places.studio}/c/${id}/settings/access`);
	await page.getByRole('button', { name: 'Add a question' }).click();
	await page.getByLabel('Question 1', { exact: true }).fill('What do you sing?');
	await page.getByRole('button', { name: 'Save domains and questions' }).click();
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();

	const guests: Guest[] = [];
	for (const name of ['Ruth Refused', 'Ada Alto', 'Bea Bass', 'Tom Tenor']) {
		const email = `${slug}-${name.slice(0, 3).toLowerCase()}@example.org`;
		const guest = await atDoor(browser, `${address}/join`, mails, email, name);
		await guest.page.getByLabel('What do you sing?').fill(`${name} sings.`);
		await guest.page.getByRole('button', { name: 'Send answers' }).click();
		await expect(guest.page.getByText('Your answers are with those who decide.')).toBeVisible();
		guests.push(guest);
	}
	await page.goto(`${places.studio}/c/${id}/members?tab=pending`);
	await expect(page.getByText('Tom Tenor sings.')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Decline Ruth Refused' }).click();
	const asks = page.getByRole('alertdialog');
	await asks.getByLabel('Reason, for them to read').fill('We have enough sopranos.');
	await asks.getByRole('button', { name: 'Decline', exact: true }).click();
	await expect(page.getByText('Ruth Refused was declined')).toBeVisible();
	await page.getByRole('button', { name: 'Approve all 3' }).click();
	await expect(page.getByText('3 are in')).toBeVisible();

	const [{ page: refused }, ...others] = guests as [Guest, ...Guest[]];
	await refused.goto(`${address}/join`);
	await expect(refused.getByRole('heading', { name: 'Your request was declined' })).toBeVisible();
	await expect(refused.getByText('We have enough sopranos.')).toBeVisible();
	for (const { page: guest } of others) {
		await guest.goto(address);
		await expect(guest).toHaveURL(/\/welcome/);
	}
	for (const { context } of guests) await context.close();
});

test('a link for one lets one in and tells the second; a domain lets in those who have an address there', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('vault');
	const access = { visibility: 'private', join: 'invite' } as const;
	const { id, address } = await foundCommunity(page, places, mails, {
		name: 'Vault',
		slug,
		access,
	});
	await page.goto(`${places.studio}/c/${id}/members`);
	await page.getByRole('button', { name: 'Invite members' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Invite members' });
	await dialog.getByLabel('How many can join by it').fill('1');
	await dialog.getByRole('button', { name: 'Create link' }).click();
	const link = await dialog.getByRole('textbox', { name: 'Invite link' }).inputValue();
	const first = await atDoor(browser, link, mails, `${slug}-one@example.org`, 'First In');
	await expect(first.page).toHaveURL(/\/welcome/);
	const { page: second, context } = await someoneElse(browser);
	await second.goto(link);
	await expect(second.getByText('This invitation can no longer be used')).toBeVisible();
	await expect(second.getByText('Ask whoever invited you for a new one.')).toBeVisible();
	await page.goto(`${places.studio}/c/${id}/members?tab=invited&over=1`);
	await expect(page.getByText('1 of 1 used')).toBeVisible();

	await page.goto(`${places.studio}/c/${id}/settings/access`);
	const domain = `${slug}.example`;
	await page.getByLabel('Domains', { exact: true }).fill(domain);
	await page.getByRole('button', { name: 'Save domains and questions' }).click();
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	// Nobody is told whether an address may come in: the mail that does not come keeps them out.
	const stranger = `otto@other-${domain}`;
	await second.goto(`${address}/join`);
	await second.getByLabel('Your name').fill('Otto Outside');
	await second.getByLabel('Email').fill(stranger);
	await second.getByRole('button', { name: 'Send me a code' }).click();
	await expect(second.getByLabel('Six-digit code')).toBeVisible();
	const inside = await atDoor(browser, `${address}/join`, mails, `ines@${domain}`, 'Ines Inside');
	await expect(inside.page).toHaveURL(/\/welcome/);
	expect(await mails.count(stranger)).toBe(0);
	for (const one of [first.context, inside.context, context]) await one.close();
});

test('who is banned on their own page reads why when they sign in, and is in again when it is lifted', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('tower');
	const email = `${slug}-bo@example.org`;
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Tower', slug });
	const { page: member, context } = await someoneElse(browser);
	await joinQuickly(member, address, mails, { email, name: 'Bo Banned' });
	await page.goto(`${places.studio}/c/${id}/members`);
	await page.getByRole('link', { name: 'Bo Banned' }).first().click();
	await expect(page.getByRole('heading', { name: 'Bo Banned', level: 1 })).toBeVisible();
	const menu = page.getByRole('button', { name: 'Actions for Bo Banned' });
	await menu.click();
	await page.getByRole('menuitem', { name: 'Ban…' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Reason').fill('Sold tickets that were none.');
	await dialog.getByRole('radio', { name: /^Keep them Everything/ }).check();
	await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
	await expect(page.getByText('Bo Banned is banned')).toBeVisible();
	await expect(page.getByText('Members: banned')).toBeVisible();

	const known = await mails.count(email);
	await member.goto(`${address}/sign-in`);
	await member.getByLabel('Email').fill(email);
	await member.getByRole('button', { name: 'Send me a code' }).click();
	await member.getByLabel('Six-digit code').fill(await mails.code(email, known));
	const told = member.getByRole('heading', { name: 'You were removed from this community' });
	await expect(told).toBeVisible({ timeout: SOON });
	await expect(member.getByText('Sold tickets that were none.')).toBeVisible();

	await menu.click();
	await page.getByRole('menuitem', { name: 'Lift' }).click();
	await expect(page.getByText('Nothing holds Bo Banned back any more')).toBeVisible();
	await member.goto(address);
	await expect(member.getByRole('heading', { name: 'Latest' })).toBeVisible();
	await context.close();
});
