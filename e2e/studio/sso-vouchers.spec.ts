import type { Page } from '@playwright/test';
import { startTestVouchers } from '@kith/testing/test-vouchers';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';

const SHARED = 'a secret of thirty-two characters';
type House = Awaited<ReturnType<typeof startTestVouchers>>;

/** The fields of a connection, the mistake that a test finds, and who comes when it is put right. */
type Way = {
	kind: string;
	fill(page: Page, house: House): Promise<void>;
	mistake(house: House): void;
	told: RegExp;
	says(house: House, person: { id: string; email: string }): void;
};

const WAYS: Readonly<Record<string, Way>> = {
	SAML: {
		kind: 'SAML 2.0',
		async fill(page, house) {
			await page.getByLabel('Metadata of the provider (XML)').fill(house.metadata);
			await page.getByRole('button', { name: 'Read metadata' }).click();
			await expect(page.getByText('The metadata is read.')).toBeVisible({ timeout: SOON });
			await page.getByLabel('Domains that are led here').fill('acme.example');
			await page.getByLabel('Believe addresses of these domains').check();
		},
		mistake: (house) => {
			house.answers = { audience: 'https://elsewhere.example' };
		},
		told: /meant for someone else.*Expected: .*Received: https:\/\/elsewhere\.example/s,
		says: (house, { id, email }) => {
			house.answers = {
				nameId: id,
				attributes: { mail: [email], name: ['Nora New'], groups: ['staff', 'keepers'] },
			};
		},
	},
	'a signed token': {
		kind: 'Your own login (signed token)',
		async fill(page, house) {
			await page.getByLabel('Address of your login').fill(house.loginUrl);
			await page.getByLabel('Shared secret').last().fill(SHARED);
		},
		mistake: (house) => {
			const now = Math.floor(Date.now() / 1000);
			house.says = { iat: now + 600, exp: now + 660 };
		},
		told: /comes from the future.*"iat" claim timestamp check failed/s,
		says: (house, { id, email }) => {
			house.says = { sub: id, email, name: 'Nora New', groups: ['staff', 'keepers'] };
		},
	},
};

for (const [name, way] of Object.entries(WAYS))
	test(`an admin connects ${name}, a test says what is wrong and then what comes, and it signs in with what rules bring`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const house = await startTestVouchers(SHARED);
		const slug = unique('guild');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Guild', slug });
		const room = { icon: '🔒', description: '', groupId: null, coverFileId: null };
		const { spaces } = communityApi(page);
		await spaces.create({
			...{ ...room, name: 'Vault', slug: 'vault', visibility: 'private' },
			...{ posting: 'everyone', library: 'off' },
		});
		await spaces.create({
			...{ ...room, name: 'Workshop', slug: 'workshop', visibility: 'private' },
			...{ posting: 'everyone', library: 'off' },
		});

		await page.goto(`${places.studio}/c/${id}/settings/sign-in/sso`);
		await page.getByRole('link', { name: 'Add a connection' }).click();
		await page.getByRole('link', { name: way.kind }).click();
		await page.getByLabel('Name', { exact: true }).first().fill('Acme');
		await way.fill(page, house);
		await addRule(page, 'Moderator');
		await addRule(page, 'Vault');
		await addRule(page, 'Space admin', 'Workshop');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Add connection' }).last().click();
		await expect(page.getByText('The connection is added')).toBeVisible({ timeout: SOON });

		const report = page.locator('#test');
		way.mistake(house);
		await page.getByRole('button', { name: 'Start the test' }).click();
		await expect(report.getByText('The test did not work')).toBeVisible({ timeout: SOON });
		await expect(report).toHaveText(way.told);
		await expectAccessible(page);

		const person = { id: slug, email: `${slug}@acme.example` };
		way.says(house, person);
		await page.getByRole('button', { name: 'Start the test' }).click();
		await expect(report.getByText('The test worked')).toBeVisible({ timeout: SOON });
		await expect(report.getByText('Moderator, Vault, Space admin in Workshop')).toBeVisible();
		await expect(report.getByText(person.email).first()).toBeVisible();
		await report.getByText('Everything that came').click();
		await expect(report.getByText('["staff","keepers"]')).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);

		// Neither the admin's browser nor the list of members knows of anybody new.
		await page.goto(`${places.studio}/c/${id}/members`);
		const row = page.getByRole('row', { name: /Nora New/ });
		await expect(page.getByRole('row', { name: /Olga Organizer/ })).toBeVisible();
		await expect(row).toHaveCount(0);
		await page.goto(`${places.studio}/c/${id}/settings/sign-in/sso`);
		await page.getByRole('link', { name: 'Acme' }).click();
		await page.getByLabel('Members can sign in with it').check();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();

		const nora = await someoneElse(browser);
		await nora.page.goto(`${address}/sign-in`);
		await nora.page.getByRole('link', { name: 'Continue with Acme' }).click();
		await nora.page.waitForURL(/\/welcome/, { timeout: SOON });
		await page.goto(`${places.studio}/c/${id}/members`);
		await expect(row.getByText('Moderator')).toBeVisible();
		const { guidelines } = communityApi(nora.page);
		const rules = await guidelines.current({});
		await guidelines.accept({ version: rules?.version ?? 0 });
		await nora.page.goto(`${address}/s/vault`);
		await expect(nora.page.getByRole('heading', { name: 'Vault' }).first()).toBeVisible();
		const { people } = await communityApi(nora.page).roles.inSpace({
			spaceId: await idOf(nora.page, 'workshop'),
		});
		expect(people.map((one) => one.name)).toEqual(['Nora New']);

		await nora.page.evaluate(() => {
			document.querySelector<HTMLFormElement>('form[action="/sign-out"]')?.submit();
		});
		await expect(nora.page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
		await nora.page.goto(`${address}/s/vault`);
		await expect(nora.page.getByRole('heading', { name: 'Vault' })).toHaveCount(0);
		await nora.context.close();
		await house.stop();
	});

/** "If groups contain keepers, give …", in a space where one is named. */
async function addRule(page: Page, gives: string, where?: string): Promise<void> {
	await page.getByRole('button', { name: 'Add rule' }).click();
	await page.getByLabel('If this claim').last().fill('groups');
	await page.getByLabel('contains').last().fill('keepers');
	await page.getByLabel('give', { exact: true }).last().selectOption({ label: gives });
	if (where) await page.getByLabel('in', { exact: true }).last().selectOption({ label: where });
}

async function idOf(page: Page, slug: string): Promise<string> {
	const { groups } = await communityApi(page).spaces.navigation();
	const space = groups.flatMap((group) => group.spaces).find((one) => one.slug === slug);
	return space?.id ?? '';
}
