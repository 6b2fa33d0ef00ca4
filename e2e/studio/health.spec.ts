import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`who runs a community sees how healthy it is, and weighs what matters to it${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(120_000);
		const slug = unique('pulse');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Pulse', slug });
		const here = `${places.studio}/c/${id}/analytics/health`;
		await page.goto(here);
		await expect(page.getByRole('heading', { name: 'Health', level: 1 })).toBeVisible();
		await expect(page.getByText('Too few members wrote something yet')).toBeVisible();
		await expect(page.getByText('Fewer than 5 people: left out.').first()).toBeVisible();
		await expectAccessible(page);

		let postId = '';
		for (const name of ['Ann', 'Ben', 'Cem', 'Dora', 'Eve']) {
			const { page: member, context } = await someoneElse(browser);
			const email = `${slug}-${name.toLowerCase()}@example.org`;
			await joinQuickly(member, address, mails, { email, name });
			await member.goto(address);
			if (postId) await publishComment(member, postId, `${name} thinks so, too`);
			postId = (await publishPost(member, `What ${name} asks`)).id;
			await context.close();
		}
		const index = page.locator('#health-index');
		await expect(async () => {
			await page.goto(here);
			await expect(index).toHaveText(/^\d+ of 100$/);
		}).toPass({ timeout: SOON });
		await expect(
			page.getByText('0 of 5 who wrote answered others and were answered.'),
		).toBeHidden();
		await expect(page.getByText(/of 5 who wrote answered others/)).toBeVisible();
		await page.getByText('How it is worked out').nth(1).click();
		await expect(page.getByText(/^100 × members who answered somebody else/)).toBeVisible();
		await expect(page.getByRole('img', { name: 'The last 26 weeks' })).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);

		const before = (await index.textContent())?.trim();
		const order = page.getByRole('slider', { name: 'Good order' });
		await order.fill('0');
		await expect(
			page.getByText(/^With these weights the index is \d+; now it is \d+/),
		).toBeVisible();
		await expect(index).toHaveText(before ?? '');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Everything is saved')).toBeVisible();
		await expect(index).not.toHaveText(before ?? '');
		await page.goto(address);
		const { items } = await communityApi(page).audit.list({ limit: 1 });
		expect(items[0]).toMatchObject({ action: 'settings.updated', target: { id: 'health' } });
		const file = await page.request.get(`${places.studio}/c/${id}/analytics/health.csv`);
		const lines = (await file.text()).trim().split('\n');
		expect(lines[0]).toContain('Health index,Activation,Reciprocity');
		expect(lines).toHaveLength(1 + 26);
	});
