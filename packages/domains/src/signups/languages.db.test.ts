import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { LOCALES, type Locale } from '@kith/kernel/locales';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { communityCaller } from '../index.ts';
import { roleNames } from '../roles/index.ts';
import { contentFor } from '../templates/index.ts';
import { chooseCommunity } from './choose-community.ts';
import { startSignup, templateChoices } from './read-signup.ts';

const TEMPLATE = 'product-users';
/** The example of an idea in each language, asked for by other forms of its words. */
const ASKED: Readonly<Record<Locale, string>> = {
	en: 'bulk changing',
	de: 'Massenänderung',
	es: 'cambio bloques',
	fr: 'modification annulation',
	ja: '一括変更',
	ar: 'تغيير جماعي',
};

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

function wordsIn(locale: Locale) {
	const loaded = installation.services.templates.get(TEMPLATE);
	if (!loaded) throw new Error(`no template ${TEMPLATE}`);
	return contentFor(loaded, locale);
}

test.each(LOCALES)(
	'in %s the wizard offers templates and fills a community in that language, also after another one',
	async (locale) => {
		const { staffId } = await createTestStaff(installation);
		const ctx = await asStaff(installation, staffId);
		const words = wordsIn(locale);
		expect(templateChoices(ctx, locale).find(({ key }) => key === TEMPLATE)).toMatchObject({
			...{ name: words.name, tagline: words.tagline },
			spaces: Object.values(words.spaces).map(({ name }) => ({ name })),
		});
		const { id: signupId } = await startSignup(ctx);
		const choice = {
			signupId,
			name: 'Acme',
			slug: `acme-${newId().slice(-8)}`,
			template: TEMPLATE,
		};
		for (const first of LOCALES.filter((other) => other !== locale).slice(0, 1))
			await chooseCommunity(ctx, { ...choice, locale: first });
		const { community } = await chooseCommunity(ctx, { ...choice, locale });
		const identity = await installation.services.directory.byId(community?.id ?? '');
		if (!identity) throw new Error('no such community');
		const db = installation.services.communityDb(identity);
		const named = async (table: 'spaces' | 'spaceGroups' | 'roles') =>
			(await db.selectFrom(table).select('name').execute()).map(({ name }) => name).toSorted();
		expect(await named('spaces')).toEqual(
			Object.values(words.spaces)
				.map(({ name }) => name)
				.toSorted(),
		);
		expect(await named('spaceGroups')).toEqual(Object.values(words.groups).toSorted());
		expect(await named('roles')).toEqual(
			[...Object.values(words.roles), ...Object.values(roleNames(locale))].toSorted(),
		);
		const posts = await db.selectFrom('posts').select('title').execute();
		expect(posts.map(({ title }) => title).toSorted()).toEqual(
			words.posts.map(({ title }) => title).toSorted(),
		);
	},
);

test.each(LOCALES)(
	'what a community in %s starts with is found by the forms of its words',
	async (locale) => {
		const there = await createTestCommunity(installation, { template: TEMPLATE, locale });
		const api = communityCaller(await there.as(await founderOf(there)));
		const words = wordsIn(locale);
		expect((await api.guidelines.current({}))?.title).toBe(words.guidelines.title);
		const example = words.posts.find(({ key }) => key === 'idea-example');
		const { id } = await installation.services
			.communityDb(there.community)
			.selectFrom('posts')
			.select('id')
			.where('title', '=', example?.title ?? '')
			.executeTakeFirstOrThrow();
		const { items } = await api.search.find({ text: ASKED[locale] });
		expect(items.map((item) => item.id)).toContain(id);
	},
);
