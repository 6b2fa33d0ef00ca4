import { expect, test, unique } from '../journey.ts';
import { foundCommunity } from '../scene.ts';
import { watch } from '../watch.ts';

const PAGES = [
	...['', 'members', 'content/tags', 'design', 'design/pages', 'design/css', 'design/email'],
	...['engagement/badges', 'analytics/overview', 'onboarding', 'guidelines', 'fields'],
];

test('no script of the studio makes markup out of a text, and none of its pages needs to', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('types');
	const { id } = await foundCommunity(page, places, mails, { name: 'Types', slug });
	const told = await watch(page);
	for (const path of PAGES) {
		await page.goto(`${places.studio}/c/${id}/${path}`);
		await expect(page.getByRole('main')).toBeVisible();
		await page.waitForLoadState('networkidle');
		expect(await told(), path).toEqual([]);
	}
	await page.keyboard.press('Control+K');
	await expect(page.getByRole('dialog', { name: 'Search the studio' })).toBeVisible();
	await page.keyboard.type('privacy');
	await expect(page.getByRole('option').first()).toBeVisible();
	expect(await told(), 'the palette').toEqual([]);
	const tried = await page.evaluate(() => {
		const attempt = (make: () => void) => {
			try {
				make();
				return 'made';
			} catch (error) {
				return error instanceof Error ? error.name : '';
			}
		};
		return [
			attempt(() => void (document.createElement('p').innerHTML = '<b>x</b>')),
			attempt(() => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')),
			attempt(() => void (document.createElement('script').src = '/x.js')),
			attempt(() => void Reflect.get(globalThis, 'trustedTypes').createPolicy('mine', {})),
		];
	});
	expect(tried).toEqual(Array(4).fill('TypeError'));
});
