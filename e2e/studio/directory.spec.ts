import { okta, someone } from '@kith/testing/test-scim';
import { communityApi } from '../api.ts';
import { askAsProgram } from '../program.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON } from '../people.ts';
import { foundCommunity } from '../scene.ts';

const DOMAIN = 'acme.example';

test('an admin connects the directory: its token brings somebody in with what a group brings, until it is revoked', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('guild');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Guild', slug });
	const directory = `${places.studio}/c/${id}/settings/sign-in/sso/directory`;
	await page.goto(`${places.studio}/c/${id}/settings/sign-in/sso`);
	await page.getByRole('link', { name: 'Set it up' }).click();
	await expect(page.getByText('No domain yet')).toBeVisible();
	await page.goto(address);
	const { members } = communityApi(page);
	await members.saveJoining({ ...(await members.joining()), domains: [DOMAIN] });
	await page.goto(directory);
	await expect(page.getByText(DOMAIN, { exact: true })).toBeVisible();
	await expect(page.getByText(`${address}/scim/v2`)).toBeVisible();
	await expectAccessible(page);

	await page.getByLabel('Name of the token').fill('Okta');
	await page.getByRole('button', { name: 'Make a token' }).click();
	await expect(page.getByText('Copy the token now')).toBeVisible({ timeout: SOON });
	const token = (await page.getByText(/^kith_scim_/).textContent()) ?? '';
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);

	/** As a directory asks: from a program of its own, with no browser and no cookie. */
	const send = (method: string, path: string, body?: unknown) =>
		askAsProgram(`${address}/scim/v2${path}`, {
			...{ method, headers: { authorization: `Bearer ${token}` } },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
	const ada = someone(DOMAIN);
	const made = await send('POST', '/Users', okta.user(ada));
	expect(made.status).toBe(201);
	const { id: userId } = JSON.parse(made.body) as { id: string };
	expect((await send('POST', '/Groups', okta.group('Keepers', [userId]))).status).toBe(201);

	await page.reload();
	await expect(page.getByText(/Last used/)).toBeVisible();
	await expect(page.getByText(/^kith_scim_/)).toHaveCount(0);
	await page.getByRole('button', { name: 'Add rule' }).click();
	await page.getByLabel('Who is in').selectOption({ label: 'Keepers' });
	await page.getByLabel('give', { exact: true }).selectOption({ label: 'Moderator' });
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Everyone has it in a moment')).toBeVisible({ timeout: SOON });
	await expectAccessible(page);
	await page.goto(address);
	await expect(async () => {
		const { items } = await communityApi(page).roster.list({
			filter: { search: 'Ada Love', states: ['staged'] },
			limit: 5,
		});
		expect(items[0]?.roles.map(({ name }) => name)).toEqual(['Moderator']);
	}).toPass({ timeout: SOON });

	await page.goto(directory);
	await page.getByRole('button', { name: 'Revoke' }).click();
	const dialog = page.getByRole('alertdialog', { name: 'Revoke Okta?' });
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Revoke' }).click();
	await expect(page.getByText('The token is revoked.')).toBeVisible({ timeout: SOON });
	expect((await send('GET', `/Users/${userId}`)).status).toBe(401);
});
