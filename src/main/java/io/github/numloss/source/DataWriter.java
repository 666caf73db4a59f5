package io.github.numloss.source;

import java.io.IOException;

/**
 * Writes data in one form, so that it is read as it was.
 *
 * @param <T> a stream, or a folder that is empty
 */
interface DataWriter<T> {
  /**
   * Writes data, a part after the other.
   *
   * @param target where it goes
   * @param data what is read, and where what can't be kept is noted
   * @return what is to be said of it in its dataset.json
   * @throws io.github.numloss.io.DataException if this form can't hold such data
   */
  Description write(T target, DataToConvert data) throws IOException;
}
