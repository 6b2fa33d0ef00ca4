import type { Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { enterCode, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';

test('somebody is invited to the team, accepts, gets another role, and is removed; the logs tell', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('crew');
	const email = `${slug}-tess@example.org`;
	const { id } = await foundCommunity(page, places, mails, { name: 'Crew', slug });
	await page.goto(`${places.studio}/home`);
	await page.getByRole('link', { name: 'Team and activity' }).click();
	await page.getByLabel('E-mail address').fill(email);
	await page.getByLabel('Role').selectOption('Admin');
	await page.getByRole('button', { name: 'Invite', exact: true }).click();
	await expect(page.getByText(`Invitation sent to ${email}`)).toBeVisible();

	const { page: guest, context } = await someoneElse(browser);
	await guest.goto(await mails.link(email, /invite/i));
	await expect(guest.getByText(`The invitation is for ${email}.`)).toBeVisible();
	await guest.getByRole('link', { name: 'Sign in to accept' }).click();
	await guest.getByLabel('E-mail').fill(email);
	const known = await mails.count(email);
	await guest.getByRole('button', { name: 'Send me a code' }).click();
	await enterCode(guest, await mails.code(email, known), 'Sign in', /\/invitation/);
	await guest.getByRole('button', { name: 'Accept and open the studio' }).click();
	await expect(guest.getByRole('link', { name: 'Open studio' })).toBeVisible();

	await page.reload();
	await page.getByRole('button', { name: `Actions for ${email}` }).click();
	await page.getByRole('menuitem', { name: 'Change to Analyst' }).click();
	await expect(page.getByText(`${email}: Analyst from now on`)).toBeVisible();
	await guest.goto(`${places.studio}/home`);
	await expect(guest.getByText('Crew', { exact: true }).first()).toBeVisible();
	await expect(guest.getByRole('link', { name: 'Open studio' })).toBeVisible();
	await guest.goto(`${places.studio}/c/${id}/settings/general`);
	await expect(
		guest.getByRole('heading', { name: 'This page is not for you', level: 1 }),
	).toBeVisible();
	await guest.goto(`${places.studio}/home`);

	await page.getByRole('button', { name: `Actions for ${email}` }).click();
	await page.getByRole('menuitem', { name: 'Remove from the team' }).click();
	await page.getByRole('button', { name: 'Remove from the team' }).click();
	await expect(page.getByText(`${email} is no longer on the team`)).toBeVisible();
	await guest.reload();
	await expect(guest.getByText('Crew', { exact: true })).toHaveCount(0);
	await page.getByRole('link', { name: 'Activity' }).click();
	await expect(page.getByText('Removed from the team')).toBeVisible();
	await expect(page.getByText('Admin → Analyst')).toBeVisible();
	const activity = page.url().replace(/\?.*/, '');
	await page.getByLabel('What', { exact: true }).selectOption({ label: 'Invitations' });
	await expect(page.getByText('Removed from the team')).toHaveCount(0);
	const narrowed = await page.getByRole('link', { name: 'Table (CSV)' }).getAttribute('href');
	const [head, ...lines] = await csvAt(page, new URL(narrowed ?? '', page.url()).href);
	expect(head).toContain('Number,');
	expect(lines.length).toBeGreaterThan(0);
	for (const line of lines) expect(line).toContain('invitations.');
	expect((await csvAt(page, `${activity}.csv`)).length).toBeGreaterThan(lines.length + 1);
	const refused = await guest.request.get(`${activity}.csv`, { maxRedirects: 0 });
	expect(refused.status()).not.toBe(200);
	await context.close();

	await page.goto(`${places.studio}/c/${id}/settings/general`);
	await page.getByLabel('Tagline').fill('All hands');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Everything is saved')).toBeVisible();
	await page.goto(`${places.studio}/c/${id}/settings/audit`);
	await page.getByText('Settings: changed').click();
	await expect(page.getByText('All hands')).toBeVisible();
	await page.getByRole('button', { name: 'Check the chain' }).click();
	await expect(page.getByText('The log is as it was written')).toBeVisible();
});

async function csvAt(page: Page, url: string): Promise<string[]> {
	const answer = await page.request.get(url);
	expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8');
	return (await answer.text()).trim().split('\r\n');
}
