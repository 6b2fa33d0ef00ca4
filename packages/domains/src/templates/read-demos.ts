import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoFaults } from './consistency.ts';
import { faulty, readJson } from './read-json.ts';
import type { LoadedTemplates } from './read-templates.ts';
import { Demo, type LoadedDemo } from './templates.schema.ts';

/**
 * Reads every demo community in `dir` (`*.json`), in alphabetical order of the files, and checks that all it refers
 * to exists. Throws one Error naming the file and the path of what is wrong in it.
 */
export async function readDemos(dir: string, templates: LoadedTemplates): Promise<LoadedDemo[]> {
	const names = (await readdir(dir)).filter((name) => name.endsWith('.json')).toSorted();
	return Promise.all(names.map((name) => readDemo(dir, name, templates)));
}

async function readDemo(
	dir: string,
	name: string,
	templates: LoadedTemplates,
): Promise<LoadedDemo> {
	const file = join(dir, name);
	const demo = await readJson(file, Demo);
	const loaded = templates.get(demo.community.template);
	const faults = loaded
		? demoFaults(demo, loaded.template)
		: [`community.template: there is no "${demo.community.template}"`];
	if (faults.length > 0) throw faulty(file, faults);
	const pictures = (demo.links ?? []).map(async ({ picture }) => {
		const bytes = await readFile(join(dir, 'pictures', picture)).catch(() => null);
		if (!bytes) throw faulty(file, [`links.picture: there is no file "${picture}"`]);
		return [picture, bytes] as const;
	});
	return { ...demo, pictures: new Map(await Promise.all(pictures)) };
}
