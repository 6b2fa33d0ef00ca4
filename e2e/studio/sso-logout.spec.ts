import type { Page } from '@playwright/test';
import { startTestProvider, type TestProvider } from '@kith/testing/test-oidc';
import { expect, test, unique } from '../journey.ts';
import { askAsProgram } from '../program.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';

let provider: TestProvider;
test.beforeAll(async () => {
	provider = await startTestProvider();
});
test.afterAll(() => provider.stop());

test('who leaves here leaves at the provider, too; and whom the provider says to have left is out here', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('guild');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Guild', slug });
	await page.goto(`${places.studio}/c/${id}/settings/sign-in/sso/new?kind=openid`);
	await page.getByLabel('Name', { exact: true }).first().fill('Acme');
	await page.getByLabel('Issuer').fill(provider.issuer);
	await page.getByLabel('Client ID').fill('kith');
	await page.getByLabel('Client secret').fill('a secret of Acme’s');
	await page.getByLabel('Offer to sign out there, too').check();
	await page.getByLabel('Everyone who can sign in there').check();
	await page.getByRole('button', { name: 'Add connection' }).last().click();
	await expect(page.getByText('The connection is added')).toBeVisible({ timeout: SOON });
	const backChannel = (await page.getByText(/\/backchannel$/).textContent()) ?? '';
	await page.getByLabel('Members can sign in with it').check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();

	const nora = await someoneElse(browser);
	const [sub, sid] = [slug, `${slug}-session`];
	provider.says = { sub, sid, email: `${slug}@acme.example`, email_verified: true, name: 'Nora' };
	await comeIn(nora.page, address);
	const leaving = nora.page.waitForRequest((asked) => asked.url().includes('/endsession'));
	await nora.page.evaluate(() => {
		document.querySelector<HTMLFormElement>('form[action="/sign-out"]')?.submit();
	});
	await nora.page.getByRole('link', { name: 'Sign out of Acme, too' }).click();
	const asked = new URL((await leaving).url());
	expect(asked.searchParams.get('id_token_hint')).not.toBeNull();
	await nora.page.waitForURL(`${address}/**`, { timeout: SOON });

	await comeIn(nora.page, address);
	const told = new URLSearchParams({ logout_token: await provider.logoutToken({ sub, sid }) });
	const tell = () => askAsProgram(backChannel, { method: 'POST', body: told.toString() });
	expect((await tell()).status).toBe(200);
	await expect(async () => {
		await nora.page.goto(`${address}/settings/profile`);
		await expect(nora.page).toHaveURL(/sign-in/, { timeout: 1000 });
	}).toPass({ timeout: 5000 });
	expect((await tell()).status).toBe(400);
	await nora.context.close();
});

/** To the provider and back; whoever is new is greeted first. */
async function comeIn(guest: Page, address: string): Promise<void> {
	await guest.goto(`${address}/sign-in`);
	await guest.getByRole('link', { name: 'Continue with Acme' }).click();
	await guest.waitForURL((url) => url.origin === address && url.pathname !== '/sign-in', {
		timeout: SOON,
	});
	await guest.goto(`${address}/settings/profile`);
	await expect(guest).not.toHaveURL(/sign-in/);
}
