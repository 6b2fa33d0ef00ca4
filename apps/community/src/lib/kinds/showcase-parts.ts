export { default as Lead } from './Gallery.svelte';
export { withoutPictures as bodyOf } from './post-pictures.ts';
export * from './signs/showcase.ts';
