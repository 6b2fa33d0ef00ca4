export { default as Part } from './IdeaPart.svelte';
export * from './signs/idea.ts';
