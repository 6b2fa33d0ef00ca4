import { communityApi, platformApi } from '../api.ts';
import { boughtForOthers } from '../hostile/bought.ts';
import { changes, moderated, posts, texts, type Stage } from '../hostile/content.ts';
import { connections, questions, refusals, told } from '../hostile/door.ts';
import { challenges, offers, pointRules } from '../hostile/given.ts';
import { kept, library } from '../hostile/kept.ts';
import { looks } from '../hostile/look.ts';
import { answers, names } from '../hostile/people.ts';
import { readerOf } from '../hostile/reader.ts';
import { filing, list, organization, replies } from '../hostile/run.ts';
import { notes, points, roles, rules, tiers } from '../hostile/studio.ts';
import { Sheet, VECTORS } from '../hostile/sheet.ts';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { askForStaffCode, foundCommunity, joinQuickly, uploadPicture } from '../scene.ts';

const CHAPTERS: Readonly<Record<string, ((stage: Stage) => Promise<void>)[]>> = {
	'posts and what is done to them': [posts, changes, moderated],
	'rich texts': [texts],
	'what one keeps': [kept, library],
	names: [names],
	'questions and answers': [answers],
	'what staff write of members': [notes, roles, rules],
	'what is sold and given': [tiers, offers, points],
	'what it is given for': [pointRules, challenges],
	'what is bought for others': [boughtForOthers],
	'how it looks, and who comes in': [looks, connections, questions],
	'who is let in, and as whom': [told, refusals],
	'who runs it, and lists that are brought in': [organization, list, replies, filing],
};

for (const [chapter, fills] of Object.entries(CHAPTERS))
	test(`words that mean harm run nothing and break no policy: ${chapter}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(480_000);
		expect(VECTORS.length).toBeGreaterThan(300);
		const slug = unique('venom');
		const { id, address: site } = await foundCommunity(page, places, mails, {
			name: 'Venom',
			slug,
		});
		const api = communityApi(page);
		const { groups } = await api.spaces.navigation();
		const space = groups[0]?.spaces[0] ?? { id: '', slug: '' };
		const other = await someoneElse(browser);
		const email = `${slug}-mia@example.org`;
		await joinQuickly(other.page, site, mails, { email, name: 'Mia Member' });
		const outside = await someoneElse(browser);
		await outside.page.goto(`${site}/about`);
		const sheet = new Sheet();
		const reader = await readerOf(page, sheet);
		const addresses = [`${slug}@example.org`, email, `${slug}-wanda@example.org`];
		const stranger = communityApi(outside.page);
		const stage: Stage = {
			...{ page, api, sheet, site, space, studio: `${places.studio}/c/${id}` },
			reader,
			member: {
				...{ page: other.page, api: communityApi(other.page) },
				reader: await readerOf(other.page, sheet),
			},
			async newcomer(name, link) {
				const { page: theirs, context } = await someoneElse(browser);
				if (link !== undefined) await theirs.goto(link);
				const theirAddress = `${unique('new')}@example.org`;
				addresses.push(theirAddress);
				await joinQuickly(theirs, site, mails, { email: theirAddress, name });
				return { page: theirs, close: () => context.close() };
			},
			async colleague(name) {
				const { page: theirs, context } = await someoneElse(browser);
				const theirAddress = `${unique('staff')}@example.org`;
				addresses.push(theirAddress);
				await theirs.goto(`${places.studio}/sign-in`);
				const { identity, organizations } = platformApi(theirs);
				await askForStaffCode(theirs, theirAddress);
				const code = await mails.code(theirAddress);
				await identity.signInWithCode({ email: theirAddress, code, name });
				return {
					email: theirAddress,
					async accept() {
						const link = await mails.link(theirAddress, /invite/i);
						const token = new URL(link).searchParams.get('token') ?? link.split('/').at(-1) ?? '';
						await organizations.acceptInvitation({ token });
						await context.close();
					},
				};
			},
			stranger: {
				...{ api: stranger, reader: await readerOf(outside.page, sheet) },
				async signIn(name) {
					const address = `${slug}-wanda@example.org`;
					await stranger.identity.requestCode({ email: address });
					const code = await mails.code(address);
					await stranger.identity.signInWithCode({ email: address, code, name });
				},
			},
			...(await uploadPicture(page)),
		};
		for (const fill of fills) await fill(stage);
		const letters = (await Promise.all(addresses.map((to) => mails.pages(to)))).flat();
		expect(letters.length).toBeGreaterThan(1);
		for (const letter of letters) await reader.mail(letter);
		expect(sheet.unseen).toEqual({});
		await outside.context.close();
		await other.context.close();
	});
