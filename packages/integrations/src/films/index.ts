export type { FilmFacts, FilmSource } from './probe.ts';
export { readFilm } from './read-film.ts';
