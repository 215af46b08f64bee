-- R-156: a meeting that was held without the citizen says why, and the citizen reads it in the minutes.
alter table samspil.meeting add column without_citizen text not null default '' check (length(without_citizen) <= 1000);
