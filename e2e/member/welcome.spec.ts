import type { Page } from '@playwright/test';
import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	store,
	test,
	unique,
} from '../journey.ts';
import { enterCode, someoneElse } from '../people.ts';
import { communityApi } from '../api.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

/** What a choir asks its newcomers. */
async function askVoices(owner: Page): Promise<string> {
	const api = communityApi(owner);
	const { groups } = await api.spaces.navigation();
	const spaceId = groups[0]?.spaces[0]?.id ?? '';
	const id = () => crypto.randomUUID();
	const brings = { tagIds: [], fill: null };
	await api.onboarding.save({
		version: 0,
		firstSteps: {
			steps: ['photo', 'about', 'follow', 'introduce', 'reply'],
			introSpaceId: spaceId,
		},
		questions: [
			{
				...{ id: id(), kind: 'one', title: 'What do you sing?', hint: '', isRequired: true },
				fieldId: null,
				answers: [
					{ id: id(), label: 'High and loud', spaceIds: [spaceId], ...brings },
					{ id: id(), label: 'I only listen', spaceIds: [], ...brings },
				],
			},
		],
	});
	return spaceId;
}

for (const where of ['', ' @phone'])
	test(`a newcomer is received in four screens, and takes their first steps${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('choir');
		const { page: owner, context } = await someoneElse(browser);
		const { address } = await foundCommunity(owner, places, mails, { name: 'Evening Choir', slug });
		const spaceId = await askVoices(owner);

		const email = `${slug}-nora@example.org`;
		await page.goto(`${address}/join`);
		await page.getByRole('link', { name: 'Community guidelines' }).click();
		await expect(page.getByRole('listitem').first()).toBeVisible();
		await page.goto(`${address}/join`);
		await page.getByLabel('Your name').fill('Nora New');
		await page.getByLabel('Email').fill(email);
		await page.getByRole('button', { name: 'Send me a code' }).click();
		await enterCode(page, await mails.code(email), 'Join', /\/welcome/);

		// Whoever looks around first reads on, is told why they cannot write, and finds the way back.
		await page.getByRole('button', { name: 'Just look around first' }).click();
		await expect(page.getByRole('heading', { name: 'Welcome, Nora New' })).toBeVisible();
		await page.goto(address);
		const notice = page.getByRole('status').filter({ hasText: 'You are only reading' });
		await notice.getByRole('link', { name: 'Read and accept' }).click();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'I accept these guidelines' }).click();

		await page.getByLabel('About you').fill('Sings in the shower.');
		await page.getByRole('button', { name: 'Save and go on' }).click();

		await expect(page.getByRole('heading', { name: 'A few questions to start' })).toBeVisible();
		await page.getByRole('button', { name: 'Go on' }).click();
		await expect(page.getByText('Please choose an answer.')).toBeVisible();
		await page.getByText('High and loud').click();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await page.getByRole('button', { name: 'Go on' }).click();

		await expect(page.getByRole('heading', { name: 'Who and what interests you?' })).toBeVisible();
		await page.getByRole('button', { name: 'Done' }).click();
		await expect(page.getByRole('heading', { name: 'Your first steps' })).toBeVisible();
		await expect(page.getByText('2 of 6 done')).toBeVisible();
		await expectNoSidewaysScroll(page);
		const { relations } = communityApi(page);
		expect(await relations.toSpace({ spaceId })).toEqual({ isFollowed: true, isMuted: false });
		await store(page.getByRole('button', { name: 'Put the first steps away' }));
		await expect(page.getByText('Put away.')).toBeVisible();
		await store(page.getByRole('button', { name: 'Undo' }));
		await expect(page.getByRole('heading', { name: 'Your first steps' })).toBeVisible();
		await context.close();
	});

for (const where of ['', ' @phone'])
	test(`changed guidelines are read and accepted again before one takes part${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('choir');
		const { page: owner, context } = await someoneElse(browser);
		const { address } = await foundCommunity(owner, places, mails, { name: 'Evening Choir', slug });
		await joinQuickly(page, address, mails, { email: `${slug}-ann@example.org`, name: 'Ann' });
		const { guidelines } = communityApi(owner);
		await guidelines.publish({
			...{ basedOn: 1, title: 'House rules', changes: 'Lateness counts now.', mustAccept: true },
			rules: [{ id: crypto.randomUUID(), title: 'Be on time', text: 'The rest of us are.' }],
		});
		await context.close();
		await page.goto(`${address}/members`);
		await expect(page).toHaveURL(/\/welcome\?step=guidelines&next=%2Fmembers$/);
		await expect(page.getByText('Lateness counts now.')).toBeVisible();
		await page.getByRole('button', { name: 'I accept these guidelines' }).click();
		await expect(page).toHaveURL(/\/members$/);
		await page.goto(`${address}/guidelines`);
		await expect(page.getByRole('heading', { name: 'House rules' })).toBeVisible();
		await expect(page.getByText('Version 2')).toBeVisible();
	});
