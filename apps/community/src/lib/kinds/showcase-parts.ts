export { default as Lead } from './Gallery.svelte';
export { withoutPictures as bodyOf } from './post-pictures.ts';
