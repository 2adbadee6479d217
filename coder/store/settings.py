"""What people chose for themselves: small words by name."""

from sqlalchemy import delete, insert, select

from coder.store.engine import Store, reading, writing
from coder.store.log import write_line
from coder.store.models import SettingRow
from coder.store.rows import storable


def get_setting(store: Store, name: str, *, person: str) -> str | None:
    """What the person chose, or ``None`` where they chose nothing yet."""
    mine = select(SettingRow.value).where(SettingRow.person == storable(person), SettingRow.name == name)
    with reading(store) as connection:
        return connection.scalar(mine)


def set_setting(store: Store, name: str, value: str, *, person: str) -> None:
    """Keep what the person chose."""
    own = {"person": storable(person), "name": name}
    with writing(store) as connection:
        same = (SettingRow.person == own["person"], SettingRow.name == name)
        connection.execute(delete(SettingRow).where(*same))
        connection.execute(insert(SettingRow).values(**own, value=storable(value)))
        write_line(connection, person, f"set {name}")
