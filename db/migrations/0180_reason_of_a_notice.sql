-- Why a notice was given, in the giver's own words: apart from how one knows when it was received. Nobody has to say why.
alter table samspil.agreement_notice add column reason text not null default '' check (length(reason) <= 5000);
