import { expect, test } from 'vitest';
import { currentIn, isCurrent } from './sections.ts';

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
