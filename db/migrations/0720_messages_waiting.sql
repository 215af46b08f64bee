-- Each visit of a pathway counts what waits for an answer: few among many that were answered.
create index tovholder_message_waiting on samspil.tovholder_message (tenant_id, pathway_id) where answered_at is null;
