-- Whoever holds the threads of a closed pathway may leave, and somebody else is chosen, as before 0341: without that nobody could
-- open it again. What an assignment writes of itself is not new on the pathway; every other transfer waits until it is open.
drop trigger guard_closed on samspil.transfer;
create trigger guard_closed before insert on samspil.transfer for each row when (new.verb <> 'assign') execute function samspil.guard_closed();
