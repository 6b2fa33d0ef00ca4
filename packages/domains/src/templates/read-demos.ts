import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { demoFaults } from './consistency.ts';
import { faulty, readJson } from './read-json.ts';
import type { LoadedTemplates } from './read-templates.ts';
import { Demo } from './templates.schema.ts';

/**
 * Reads every demo community in `dir` (`*.json`), in alphabetical order of the files, and checks that all it refers
 * to exists. Throws one Error naming the file and the path of what is wrong in it.
 */
export async function readDemos(dir: string, templates: LoadedTemplates): Promise<Demo[]> {
	const names = (await readdir(dir)).filter((name) => name.endsWith('.json')).toSorted();
	return Promise.all(names.map((name) => readDemo(join(dir, name), templates)));
}

async function readDemo(file: string, templates: LoadedTemplates): Promise<Demo> {
	const demo = await readJson(file, Demo);
	const loaded = templates.get(demo.community.template);
	const faults = loaded
		? demoFaults(demo, loaded.template)
		: [`community.template: there is no "${demo.community.template}"`];
	if (faults.length > 0) throw faulty(file, faults);
	return demo;
}
