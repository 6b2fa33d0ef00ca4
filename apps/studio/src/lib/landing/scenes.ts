import { m } from '#lib/paraglide/messages.js';
import type { SceneKey } from './scene-looks.ts';

export type Scene = {
	/** The community's name and address. */
	name: string;
	slug: string;
	/** Which of the template's spaces is open. */
	open: number;
	post: { author: string; title: string; body: string; reactions: readonly [string, number][] };
	comment: { author: string; body: string };
	next: { author: string; title: string };
};

/** What is said in the example communities of the landing page. */
export const SCENES: Readonly<Record<SceneKey, () => Scene>> = {
	neighbourhood: () => ({
		...{ name: m.landing_scene_n_name(), slug: 'linden-street', open: 1 },
		post: {
			author: 'Marta Nowak',
			title: m.landing_scene_n_title(),
			body: m.landing_scene_n_body(),
			reactions: [
				['👍', 7],
				['❤️', 3],
			],
		},
		comment: { author: 'Jonas Weber', body: m.landing_scene_n_comment() },
		next: { author: 'Aylin Demir', title: m.landing_scene_n_next() },
	}),
	learning: () => ({
		...{ name: m.landing_scene_l_name(), slug: 'night-school', open: 2 },
		post: {
			author: 'Samuel Adeyemi',
			title: m.landing_scene_l_title(),
			body: m.landing_scene_l_body(),
			reactions: [
				['🎉', 12],
				['👍', 5],
			],
		},
		comment: { author: 'Priya Raman', body: m.landing_scene_l_comment() },
		next: { author: 'Lena Fischer', title: m.landing_scene_l_next() },
	}),
	creative: () => ({
		...{ name: m.landing_scene_c_name(), slug: 'studio-hinterhof', open: 1 },
		post: {
			author: 'Inès Moreau',
			title: m.landing_scene_c_title(),
			body: m.landing_scene_c_body(),
			reactions: [
				['👍', 9],
				['🎉', 4],
			],
		},
		comment: { author: 'Tomasz Zieliński', body: m.landing_scene_c_comment() },
		next: { author: 'Noor Haddad', title: m.landing_scene_c_next() },
	}),
};
