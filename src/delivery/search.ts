// Search without diacritics. What is searched is folded by the database when it is stored, and the query by the
// same function, so both always agree: lower case, no diacritics (đ → d), each run of anything but letters and
// digits one space. A Vietnamese word is a few letters long, so whole words are looked for: `doi so` must not
// find "đời sống". `%` and `_` do not survive the folding and are no wildcards.
import { tableOf } from '../database/tables.ts'

/** The function that folds; `loa_fold('Chuyển đổi số!')` is `' chuyen doi so '`. */
export const FOLD = 'loa_fold'

/** Name of the index by which folded texts are searched. */
export const searchIndexOf = (placements: string): string => `${tableOf(placements)}_search_trgm_idx`

/**
 * SQL that makes the function and the index, and folds what was published before there was a search; may run again.
 * PostgreSQL lets every role with `create` on the database add the two extensions (both are trusted). Where they
 * cannot be had, the database's own normalisation folds as well, and a search reads the placements of its outlets.
 */
export const searchOf = ({ placements, editions }: { placements: string; editions: string }): string => {
  const [placed, edited] = [tableOf(placements), tableOf(editions)]
  // without fastupdate: a list of entries that wait to be sorted in makes the planner shun the index
  return `
  do $loa$
  declare
    place text;
    plain text := $sql$translate(regexp_replace(normalize(value, NFKD), '[\\u0300-\\u036f]', '', 'g'), 'đĐ', 'dD')$sql$;
  begin
    begin
      create extension if not exists unaccent;
    exception when insufficient_privilege or undefined_file or feature_not_supported then null;
    end;
    begin
      create extension if not exists pg_trgm;
    exception when insufficient_privilege or undefined_file or feature_not_supported then null;
    end;
    select quote_ident(n.nspname) into place
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'unaccent';
    if place is not null then
      -- named with its schema: that of one argument looks the rules up by the caller's search path, and is only stable
      plain := format('%1$s.unaccent(%2$L::regdictionary, normalize(value, NFKC))', place, place || '.unaccent');
    end if;
    execute format($sql$
      create or replace function ${FOLD}(value text) returns text language sql immutable strict parallel safe
      as $fold$ select ' ' || btrim(regexp_replace(lower(%s), '[^[:alnum:]]+', ' ', 'g')) || ' ' $fold$ $sql$, plain);
    select quote_ident(n.nspname) into place
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
    if place is not null then
      execute format('create index if not exists "${searchIndexOf(placements)}" on "${placed}" using gin (search %s.gin_trgm_ops) with (fastupdate = off)', place);
    end if;
    update "${placed}" p
    set search = ${FOLD}(concat_ws(' ', e.body::jsonb->>'title', e.body::jsonb->>'summary', e.body::jsonb->>'text'))
    from "${edited}" e
    where e.number = p.edition and p.search is null
      -- one placement carries the text for all of an item
      and p.edition = (select min(o.edition) from "${placed}" o where o.item_id = p.item_id and o.is_live);
  end $loa$;`
}
