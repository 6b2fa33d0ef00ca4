import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export type AppName = 'studio' | 'community';
type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	next: (error?: unknown) => void,
) => unknown;

export type App = {
	handle: Handler;
	/** Whether a path is one of the app's own built files, served without asking who is there. */
	isAsset(path: string): boolean;
};

export const APPS = new URL('../../', import.meta.url).pathname;

/** Loads a built app. Its handler reads the protocol from a header that only this server sets. */
export async function loadBuiltApp(name: AppName): Promise<App> {
	process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	const build = join(APPS, name, 'build');
	const module: unknown = await import(join(build, 'handler.js'));
	if (!hasHandler(module)) throw new Error(`apps/${name} has no built handler`);
	const files = readdirSync(join(build, 'client'), { recursive: true, withFileTypes: true });
	const client = join(build, 'client');
	const assets = new Set(
		files
			.filter((file) => file.isFile())
			.map((file) => join(file.parentPath, file.name).slice(client.length)),
	);
	return { handle: module.handler, isAsset: (path) => assets.has(path) };
}

/** Serves an app from its sources, with hot reload over the same port. Development only. */
export async function loadAppSources(name: AppName, server: Server): Promise<App> {
	const { createServer } = await import('vite');
	const root = join(APPS, name);
	const vite = await createServer({
		root,
		configFile: join(root, 'vite.config.ts'),
		cacheDir: join(root, 'node_modules/.vite'),
		appType: 'custom',
		server: {
			middlewareMode: true,
			hmr: { server, path: `/__hmr_${name}` },
			allowedHosts: ['.localhost'],
		},
	});
	const isSource = /^\/(@|src\/|node_modules\/|\.svelte-kit\/|__hmr_|packages\/|apps\/)/;
	return { handle: vite.middlewares, isAsset: (path) => isSource.test(path) };
}

function hasHandler(module: unknown): module is { handler: Handler } {
	return (
		typeof module === 'object' &&
		module !== null &&
		'handler' in module &&
		typeof module.handler === 'function'
	);
}
