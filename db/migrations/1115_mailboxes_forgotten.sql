-- A mailbox whose address was corrected, or that is read no more, fails no longer: only the present one is kept.
grant delete on samspil.mailbox_watch to samspil_jobs;
