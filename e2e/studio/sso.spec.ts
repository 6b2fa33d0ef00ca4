import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { startTestProvider, type TestProvider } from '@kith/testing/test-oidc';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';

let provider: TestProvider;
test.beforeAll(async () => {
	provider = await startTestProvider();
});
test.afterAll(() => provider.stop());

test('an admin connects a provider, tries it, signs in by it, and what it says of somebody brings and takes a role', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('guild');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Guild', slug });
	const nora = { sub: slug, email: `${slug}@acme.example`, email_verified: true, name: 'Nora New' };
	provider.says = { ...nora, groups: ['staff', 'keepers'] };

	await page.goto(`${places.studio}/c/${id}/settings/sign-in/sso`);
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Add a connection' }).click();
	await page.getByRole('link', { name: 'OpenID Connect' }).click();
	await page.getByLabel('Name', { exact: true }).first().fill('Acme');
	await page.getByLabel('Issuer').fill(provider.issuer);
	await page.getByLabel('Client ID').fill('kith');
	await page.getByLabel('Client secret').fill('a secret of Acme’s');
	await page.getByRole('button', { name: 'Add rule' }).click();
	await page.getByLabel('If this claim').fill('groups');
	await page.getByLabel('contains').fill('keepers');
	await page.getByLabel('give', { exact: true }).selectOption({ label: 'Moderator' });
	await page.getByRole('button', { name: 'Add rule' }).click();
	await page.getByLabel('If this claim').last().fill('groups');
	await page.getByLabel('contains').last().fill('chiefs');
	await page.getByLabel('give', { exact: true }).last().selectOption({ label: 'Admin' });
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Add connection' }).last().click();
	await expect(page.getByText('The connection is added')).toBeVisible({ timeout: SOON });
	await expect(page.getByText(/\/api\/sso\/[0-9a-f-]+\/callback/)).toBeVisible();

	await page.getByRole('button', { name: 'Start the test' }).click();
	await expect(page.getByText('The test worked')).toBeVisible({ timeout: SOON });
	const report = page.locator('#test');
	await expect(report.getByText('Moderator')).toBeVisible();
	await expect(report.getByText(`${slug}@acme.example`).first()).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);

	// Nobody was signed in by that, and nobody can be before it is switched on.
	const context = await browser.newContext({ javaScriptEnabled: false });
	const guest = await context.newPage();
	await guest.goto(`${address}/sign-in`);
	await expect(guest.getByRole('link', { name: 'Continue with Acme' })).toHaveCount(0);
	await page.getByLabel('Members can sign in with it').check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();

	await comeIn(guest, address);
	await expect(guest).toHaveURL(/\/welcome/);
	const row = page.getByRole('row', { name: /Nora New/ });
	await page.goto(`${places.studio}/c/${id}/members`);
	await expect(row.getByText('Moderator')).toBeVisible();

	provider.says = nora;
	await context.clearCookies();
	await comeIn(guest, address);
	await page.reload();
	await expect(row).toBeVisible();
	await expect(row.getByText('Moderator')).toHaveCount(0);

	// Admins come in by it as admins: again and again, and no longer than the provider says so.
	const ada = { ...nora, sub: `${slug}-ada`, email: `${slug}-ada@acme.example`, name: 'Ada Chief' };
	const chief = await someoneElse(browser);
	for (const groups of [['chiefs'], ['chiefs'], []]) {
		provider.says = { ...ada, groups };
		await chief.context.clearCookies();
		await comeIn(chief.page, address);
		const counts = communityApi(chief.page).members.counts();
		if (groups.length > 0) expect((await counts).active).toBeGreaterThan(1);
		else await expect(counts).rejects.toThrow('permissions.denied');
	}
	await chief.context.close();

	await page.goto(`${places.studio}/c/${id}/settings/sign-in/sso`);
	await page.getByRole('link', { name: 'Acme' }).click();
	await page.getByRole('button', { name: 'Remove connection' }).click();
	const dialog = page.getByRole('alertdialog', { name: 'Remove Acme?' });
	await expect(dialog.getByText('Linked people: 2.')).toBeVisible();
	await dialog.getByRole('button', { name: 'Remove connection' }).click();
	await expect(page.getByText('The connection is removed.')).toBeVisible();
	await guest.goto(`${address}/sign-in`);
	await expect(guest.getByRole('link', { name: 'Continue with Acme' })).toHaveCount(0);
	await context.close();
});

/** To the provider and back by the link alone, as a browser without scripts does. */
async function comeIn(guest: Page, address: string): Promise<void> {
	await guest.goto(`${address}/sign-in`);
	await guest.getByRole('link', { name: 'Continue with Acme' }).click();
	await guest.waitForURL((url) => url.origin === address && url.pathname !== '/sign-in', {
		timeout: SOON,
	});
}
