import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { join, someoneElse } from '../people.ts';
import { foundCommunity, publishPost } from '../scene.ts';

test('a member is invited, given a role, and removed without their name staying', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('guild');
	const email = `${slug}-greta@example.org`;
	const access = { visibility: 'private', join: 'invite' } as const;
	const { id } = await foundCommunity(page, places, mails, { name: 'Guild', slug, access });
	const members = `${places.studio}/c/${id}/members`;
	await invite(page, members, email);

	const { page: guest, context } = await someoneElse(browser);
	await join(guest, await mails.link(email, /invit/i), mails, email, 'Greta Gone');
	const { path } = await publishPost(guest, 'I was here');

	await page.goto(members);
	const row = page.getByRole('row', { name: /Greta Gone/ });
	await row.getByRole('button', { name: 'Actions for Greta Gone' }).click();
	await page.getByRole('menuitem', { name: 'Make Moderator' }).click();
	await expect(page.getByText('Greta Gone now has the role Moderator')).toBeVisible();
	await expect(row.getByText('Moderator')).toBeVisible();

	const file = await page.request.get(`${members}/export.csv?q=Greta`);
	expect(file.headers()).toMatchObject({
		...{ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' },
		'content-disposition': expect.stringMatching(/filename="members-guild.*\.csv"$/),
	});
	const [head, line, ...more] = (await file.text()).trim().split('\r\n');
	expect(head).toContain('Name,');
	expect(line).toContain(`Greta Gone,`);
	expect(line).toContain(email);
	expect(more).toEqual([]);
	const refused = await guest.request.get(`${members}/export.csv`, { maxRedirects: 0 });
	expect(refused.status()).toBe(303);
	const log = `${places.studio}/c/${id}/settings/audit.csv?what=members.exported`;
	const written = (await (await page.request.get(log)).text()).trim().split('\r\n').slice(1);
	expect(written).toHaveLength(1);
	expect(written[0]).toContain('Greta');

	await row.getByRole('button', { name: 'Actions for Greta Gone' }).click();
	await page.getByRole('menuitem', { name: 'Remove from community' }).click();
	await page.getByRole('radio', { name: /^Keep them without the name/ }).check();
	await page.getByRole('button', { name: 'Remove Greta Gone' }).click();
	await expect(page.getByText('Greta Gone was removed')).toBeVisible();
	await expect(row).toHaveCount(0);

	await guest.goto(places.community(slug) + path);
	await expect(guest).toHaveURL(/\/join/);
	await page.goto(places.community(slug) + path);
	await expect(page.getByRole('heading', { name: 'I was here' })).toBeVisible();
	await expect(page.getByText('Greta Gone')).toHaveCount(0);
	await context.close();
});

test('who asks to join waits until let in; that it was a second account of somebody is put right', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('lodge');
	const email = `${slug}-wanda@example.org`;
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Lodge', slug });
	await page.goto(`${places.studio}/c/${id}/settings/access`);
	await page.getByRole('radio', { name: /^With approval/ }).check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Everything is saved')).toBeVisible();

	const { page: guest, context } = await someoneElse(browser);
	await guest.goto(`${address}/join`);
	await guest.getByLabel('Your name').fill('Wanda Waiting');
	await guest.getByLabel('Email').fill(email);
	await guest.getByRole('button', { name: 'Send me a code' }).click();
	await guest.getByLabel('Six-digit code').fill(await mails.code(email));
	await expect(guest.getByRole('heading', { name: 'Your request is waiting' })).toBeVisible();

	await page.goto(`${places.studio}/c/${id}/members?tab=pending`);
	await page.getByRole('button', { name: 'Approve Wanda Waiting' }).click();
	await expect(page.getByText('Wanda Waiting is in')).toBeVisible();
	await guest.goto(address);
	await guest.getByRole('button', { name: 'I accept these guidelines' }).click();
	await expect(guest.getByRole('heading', { name: 'Welcome, Wanda Waiting' })).toBeVisible();

	await publishPost(guest, 'Written before');
	await page.goto(`${places.studio}/c/${id}/members`);
	await page.getByRole('link', { name: 'Wanda Waiting' }).first().click();
	// The list that is left has a button of the same name.
	await expect(page.getByRole('heading', { name: 'Wanda Waiting', level: 1 })).toBeVisible();
	await page.getByRole('button', { name: 'Actions for Wanda Waiting' }).click();
	await page.getByRole('menuitem', { name: 'Merge into another account…' }).click();
	await page.getByLabel('Name, handle or beginning of the e-mail').fill('Olga');
	await page.getByRole('button', { name: 'Search', exact: true }).click();
	await page.getByRole('link', { name: /^Olga Organizer, .*this one stays$/ }).click();
	await expect(page.getByRole('definition').filter({ hasText: /^1$/ })).toBeVisible();
	await expectAccessible(page);
	const handle = page.getByLabel('Type @wanda-waiting to confirm');
	await handle.fill('wanda');
	await page.getByRole('button', { name: 'Merge the accounts' }).click();
	await expect(page.getByText('That is not the handle of the account that goes.')).toBeVisible();
	await handle.fill('wanda-waiting');
	await page.getByRole('button', { name: 'Merge the accounts' }).click();
	await expect(page.getByText('@wanda-waiting is part of this account now.')).toBeVisible();
	await expect(page.getByText('Members: merged')).toBeVisible();
	await guest.goto(`${address}/settings/security`);
	await expect(guest).toHaveURL(/\/sign-in/);
	await page.goto(`${address}/m/wanda-waiting/posts`);
	await expect(page).toHaveURL(/\/m\/olga-organizer\/posts$/);
	await expect(page.getByRole('link', { name: 'Written before' })).toBeVisible();
	await context.close();
});

async function invite(page: Page, members: string, email: string): Promise<void> {
	await page.goto(members);
	await page.getByRole('button', { name: 'Invite members' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Invite members' });
	await dialog.getByLabel('E-mail addresses').fill(email);
	await dialog.getByRole('button', { name: 'Send invitations' }).click();
	await expect(dialog.getByText('1 invitation sent.')).toBeVisible();
	await dialog.getByRole('button', { name: 'Done' }).click();
}
