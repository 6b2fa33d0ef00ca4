import { expect, test } from 'vitest';
import { STUDIO_PAGES } from '@kith/domains/desks/schema';
import { currentIn, isCurrent } from './current-section.ts';
import { sectionsOf } from './sections.ts';

test('a page below a section belongs to it, a section with a longer name does not', () => {
	expect(isCurrent('/c/a1/content/spaces', '/c/a1/content/spaces/new')).toBe(true);
	expect(isCurrent('/c/a1/members', '/c/a1/membership')).toBe(false);
});

test('the home of a community is current on itself only', () => {
	expect(isCurrent('/c/a1', '/c/a1')).toBe(true);
	expect(isCurrent('/c/a1', '/c/a1/members')).toBe(false);
});

test('of two pages that hold the place the nearer one is current', () => {
	const pages = [{ href: '/c/a1/members' }, { href: '/c/a1/members/import' }];
	expect(currentIn(pages, '/c/a1/members/import/7')).toBe(pages[1]);
	expect(currentIn(pages, '/c/a1/members/7')).toBe(pages[0]);
	expect(currentIn(pages, '/c/a1/fields')).toBeUndefined();
});

test('who finds two pages sees those, under their groups, and no other group', () => {
	const groups = sectionsOf('a1', ['analytics/risk', 'settings/audit']);
	expect(groups.map(({ href }) => href)).toEqual([
		...['/c/a1', '/c/a1/analytics/risk', '/c/a1/settings/audit'],
	]);
	expect(groups.flatMap(({ pages }) => pages.map(({ href }) => href))).toEqual([
		...['/c/a1/analytics/risk', '/c/a1/settings/audit'],
	]);
});

test('who runs a space and nothing else finds its log and its numbers', () => {
	const [, content, analytics] = sectionsOf('a1', ['content/log', 'analytics/space']);
	expect(content).toMatchObject({ href: '/c/a1/content/log', pages: [{ label: 'Log of spaces' }] });
	expect(analytics).toMatchObject({ href: '/c/a1/analytics/space' });
});

test('every page of the studio has its place in the navigation, and the navigation no other', () => {
	const groups = sectionsOf('a1', STUDIO_PAGES);
	const hrefs = groups.flatMap((group) => (group.pages.length > 0 ? group.pages : [group]));
	expect(hrefs.map(({ href }) => href).toSorted()).toEqual(
		['/c/a1', ...STUDIO_PAGES.map((page) => `/c/a1/${page}`)].toSorted(),
	);
});
